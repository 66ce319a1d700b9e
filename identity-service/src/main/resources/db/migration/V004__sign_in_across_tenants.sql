-- The rest of what looks across tenants in this service (see V002). A secret is shown before its tenant is known, so each
-- look-up by hash says whose it is, and what is done with the answer is done inside that tenant.

DROP FUNCTION find_api_key;
CREATE FUNCTION find_api_key(wanted bytea) RETURNS TABLE (tenant_id text, key_id text, secret_hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.tenant_id, k.id, k.secret_hash FROM api_keys k WHERE k.secret_hash = wanted
    UNION ALL
    SELECT k.tenant_id, k.id, k.previous_hash FROM api_keys k WHERE k.previous_hash = wanted
$$;

CREATE FUNCTION find_invitation(wanted bytea) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT i.tenant_id FROM invitations i WHERE i.token_hash = wanted
$$;

CREATE FUNCTION find_browser_session(wanted bytea) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.tenant_id FROM browser_sessions s WHERE s.token_hash = wanted
$$;

CREATE FUNCTION find_authorization_token(wanted bytea) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.tenant_id FROM authorization_tokens t WHERE t.token_hash = wanted
$$;

CREATE FUNCTION find_oauth_client(wanted text) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.tenant_id FROM oauth_clients c WHERE c.id = wanted
$$;

-- What the edge asks for every few seconds. Fingerprints only: they tell nothing to those who do not know what is meant.
CREATE FUNCTION live_revocations() RETURNS TABLE (fingerprint text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT r.fingerprint FROM revocations r WHERE r.until > now()
$$;

CREATE FUNCTION tenants_to_purge() RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.tenant_id FROM tenants t WHERE t.status = 'deleting' AND t.purge_after < now()
$$;

-- Forgets what has ended, for all tenants at once.
CREATE FUNCTION forget_ended_sign_ins() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM sign_in_attempts WHERE last_at < now() - interval '1 day';
    DELETE FROM invitations WHERE expires_at < now() - interval '30 days';
    DELETE FROM browser_sessions WHERE expires_at < now();
    DELETE FROM authorizations WHERE expires_at < now();
    DELETE FROM revocations WHERE until < now();
$$;

REVOKE EXECUTE ON FUNCTION find_api_key, find_invitation, find_browser_session, find_authorization_token,
    find_oauth_client, live_revocations, tenants_to_purge, forget_ended_sign_ins FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key, find_invitation, find_browser_session, find_authorization_token,
    find_oauth_client, live_revocations, tenants_to_purge, forget_ended_sign_ins TO ${app_role};
GRANT SELECT ON oauth_clients, authorization_tokens TO ${housekeeping_role};
GRANT SELECT, DELETE ON sign_in_attempts, invitations, browser_sessions, authorizations, revocations TO ${housekeeping_role};
ALTER FUNCTION find_api_key OWNER TO ${housekeeping_role};
ALTER FUNCTION find_invitation OWNER TO ${housekeeping_role};
ALTER FUNCTION find_browser_session OWNER TO ${housekeeping_role};
ALTER FUNCTION find_authorization_token OWNER TO ${housekeeping_role};
ALTER FUNCTION find_oauth_client OWNER TO ${housekeeping_role};
ALTER FUNCTION live_revocations OWNER TO ${housekeeping_role};
ALTER FUNCTION tenants_to_purge OWNER TO ${housekeeping_role};
ALTER FUNCTION forget_ended_sign_ins OWNER TO ${housekeeping_role};
