-- Append-only: the service may insert and read, and its role is refused everything else.
-- The order of the columns is the order in which a batch is inserted.
CREATE TABLE usage_events (
    tenant_id         text           NOT NULL,
    id                text           NOT NULL,
    kind              text           NOT NULL,
    run_id            text,
    step_id           text,
    agent_id          text,
    agent_version     integer,
    provider          text,
    model             text,
    tool              text,
    attempt           integer        NOT NULL,
    outcome           text           NOT NULL,
    prompt_tokens     bigint         NOT NULL CHECK (prompt_tokens >= 0),
    completion_tokens bigint         NOT NULL CHECK (completion_tokens >= 0),
    quantity          bigint         NOT NULL CHECK (quantity >= 0),
    unit              text           NOT NULL,
    cost_usd          numeric(18, 6) NOT NULL CHECK (cost_usd >= 0),
    occurred_at       timestamptz    NOT NULL,
    recorded_at       timestamptz    NOT NULL DEFAULT now(),
    -- One attempt is counted once, whatever number of events tells of it.
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX usage_events_by_time ON usage_events (tenant_id, occurred_at);
CREATE INDEX usage_events_by_run ON usage_events (tenant_id, run_id) WHERE run_id IS NOT NULL;
CREATE INDEX usage_events_by_agent ON usage_events (tenant_id, agent_id, id) WHERE agent_id IS NOT NULL;

CALL protect_append_only_tenant_table('usage_events');
