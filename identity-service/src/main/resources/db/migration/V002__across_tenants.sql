-- Everything in this service that looks across tenants, and nothing else. Each function says whose something is; what is
-- done with the answer is done inside that tenant.

-- Whose key has this hash? The one question that is asked before the tenant is known.
CREATE FUNCTION find_api_key(wanted bytea) RETURNS TABLE (tenant_id text, key_id text, secret_hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.tenant_id, k.id, k.secret_hash FROM api_keys k WHERE k.secret_hash = wanted
$$;

-- The tenants created before the given one, newest first; from the newest when none is given.
CREATE FUNCTION tenants_before(tenant text, at_most int) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.tenant_id FROM tenants t
    WHERE tenant IS NULL
       OR (t.created_at, t.id) < (SELECT p.created_at, p.id FROM tenants p WHERE p.id = tenant)
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT at_most
$$;

REVOKE EXECUTE ON FUNCTION find_api_key, tenants_before FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key, tenants_before TO ${app_role};
GRANT SELECT ON api_keys, tenants TO ${housekeeping_role};
ALTER FUNCTION find_api_key OWNER TO ${housekeeping_role};
ALTER FUNCTION tenants_before OWNER TO ${housekeeping_role};
