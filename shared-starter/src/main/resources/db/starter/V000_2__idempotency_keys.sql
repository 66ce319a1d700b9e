-- The answer to each POST that carried an Idempotency-Key. A row without a status is still being answered.
CREATE TABLE idempotency_keys (
    tenant_id   text        NOT NULL,
    caller      text        NOT NULL,
    key         text        NOT NULL,
    operation   text        NOT NULL,
    request_sha text        NOT NULL,
    -- Counts the takeovers of an abandoned request, so that who was taken for dead cannot answer any more.
    attempt     int         NOT NULL DEFAULT 1,
    status      int,
    headers     jsonb,
    body        bytea,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, caller, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CALL protect_tenant_table('idempotency_keys');

-- Keys are forgotten after a day, for all tenants at once.
CREATE FUNCTION forget_idempotency_keys() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH forgotten AS (
        DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours' RETURNING 1
    )
    SELECT count(*) FROM forgotten
$$;
REVOKE EXECUTE ON FUNCTION forget_idempotency_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_idempotency_keys TO ${app_role};
GRANT SELECT, DELETE ON idempotency_keys TO ${housekeeping_role};
ALTER FUNCTION forget_idempotency_keys OWNER TO ${housekeeping_role};
