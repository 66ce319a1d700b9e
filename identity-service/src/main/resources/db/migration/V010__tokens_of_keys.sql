-- Tokens that were given for a key and have not expired: to be taken back while the key goes on.
CREATE TABLE key_tokens (
    token_id    text        PRIMARY KEY,
    tenant_id   text        NOT NULL REFERENCES tenants,
    key_id      text        NOT NULL REFERENCES api_keys ON DELETE CASCADE,
    -- Of the secret that was shown for it.
    secret_hash bytea       NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX key_tokens_by_key ON key_tokens (key_id);
CREATE INDEX key_tokens_by_expiry ON key_tokens (expires_at);
CALL protect_tenant_table('key_tokens');

DROP FUNCTION forget_ended_sign_ins;
CREATE FUNCTION forget_ended_sign_ins() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM sign_in_attempts WHERE last_at < now() - interval '1 day';
    DELETE FROM invitations WHERE expires_at < now() - interval '30 days';
    DELETE FROM browser_sessions WHERE expires_at < now();
    DELETE FROM authorizations WHERE expires_at < now();
    DELETE FROM key_tokens WHERE expires_at < now();
    DELETE FROM revocations WHERE until < now();
$$;
REVOKE EXECUTE ON FUNCTION forget_ended_sign_ins FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_ended_sign_ins TO ${app_role};
GRANT SELECT, DELETE ON key_tokens TO ${housekeeping_role};
ALTER FUNCTION forget_ended_sign_ins OWNER TO ${housekeeping_role};
