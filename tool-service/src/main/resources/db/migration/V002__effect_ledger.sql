-- One row per effect: INTENT is committed before a tool is called, the outcome after it.
-- fillfactor: the outcome is an update of unindexed columns and stays on its page (HOT).
CREATE TABLE tool_executions (
    tenant_id        text        NOT NULL,
    effect_key       text        NOT NULL,
    id               text        NOT NULL,
    run_id           text,
    step_id          text,
    agent_id         text,
    agent_version    integer,
    tool             text        NOT NULL,
    tool_version     integer     NOT NULL,
    arguments_sha256 text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('INTENT', 'DONE', 'FAILED', 'UNKNOWN')),
    owner            text        NOT NULL,
    epoch            integer     NOT NULL DEFAULT 1,
    lease_until      timestamptz NOT NULL,
    cancel_requested boolean     NOT NULL DEFAULT false,
    attempts         integer     NOT NULL DEFAULT 0,
    output           text,
    error_code       text,
    error_message    text,
    latency_ms       bigint      NOT NULL DEFAULT 0,
    created_at       timestamptz NOT NULL DEFAULT now(),
    completed_at     timestamptz,
    PRIMARY KEY (tenant_id, effect_key)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX tool_executions_newest ON tool_executions (tenant_id, id);
CREATE INDEX tool_executions_of_run ON tool_executions (tenant_id, run_id, id) WHERE run_id IS NOT NULL;
CALL protect_tenant_table('tool_executions');

-- Which replicas live, by this database's clock. Belongs to no tenant.
CREATE TABLE replicas (
    id          text        PRIMARY KEY,
    alive_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON replicas TO ${app_role};

-- The one look across tenants: which of its calls a replica shall stop. The index predicate names no column that an
-- outcome changes, which would end HOT updates.
CREATE INDEX tool_executions_to_cancel ON tool_executions (owner) WHERE cancel_requested;
CREATE FUNCTION executions_to_cancel(replica text) RETURNS TABLE (tenant_id text, effect_key text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.tenant_id, e.effect_key FROM tool_executions e
    WHERE e.owner = replica AND e.cancel_requested AND e.state = 'INTENT'
$$;
REVOKE EXECUTE ON FUNCTION executions_to_cancel FROM PUBLIC;
GRANT EXECUTE ON FUNCTION executions_to_cancel TO ${app_role};
GRANT SELECT ON tool_executions TO ${housekeeping_role};
ALTER FUNCTION executions_to_cancel OWNER TO ${housekeeping_role};
