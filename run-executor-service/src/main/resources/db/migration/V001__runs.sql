-- Runs and what belongs to them. Every table here is a tenant's; row level security is put on each by the starter.

CREATE TABLE runs (
  id                text PRIMARY KEY,
  tenant_id         text NOT NULL,
  agent_id          text NOT NULL,
  agent_version     integer NOT NULL,
  session_id        text NOT NULL,
  status            text NOT NULL CHECK (status IN
                      ('queued', 'running', 'waiting_approval', 'waiting', 'succeeded', 'failed', 'cancelled', 'blocked')),
  version           bigint NOT NULL DEFAULT 0,
  input             text NOT NULL,
  output            text,
  error_code        text,
  error_message     text,
  metadata          text NOT NULL DEFAULT '{}',
  trigger_source    text NOT NULL,
  triggered_by      text,
  reply_to          text,
  llm_provider      text,
  llm_model         text,
  prompt_tokens     bigint NOT NULL DEFAULT 0,
  completion_tokens bigint NOT NULL DEFAULT 0,
  cost_usd          numeric(16, 6) NOT NULL DEFAULT 0,
  steps_executed    integer NOT NULL DEFAULT 0,
  created_at        timestamptz NOT NULL,
  started_at        timestamptz,
  completed_at      timestamptz,
  wake_at           timestamptz,
  parked_at         timestamptz,
  parked_ms         bigint NOT NULL DEFAULT 0,
  lease_owner       text,
  lease_epoch       bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 60);
-- The mutable columns carry no index, so that the update of every step stays on its page.
CREATE INDEX runs_by_tenant ON runs (tenant_id, id DESC);
CREATE INDEX runs_by_agent ON runs (tenant_id, agent_id, id DESC);
CREATE INDEX runs_by_session ON runs (tenant_id, session_id, id DESC);
CREATE INDEX runs_open ON runs (created_at) WHERE completed_at IS NULL;
CALL protect_tenant_table('runs');

-- Written once, read whole: the JSON is kept as the text that was sent, and is never taken apart in SQL.
CREATE TABLE steps (
  tenant_id         text NOT NULL,
  run_id            text NOT NULL,
  sequence          bigint NOT NULL,
  id                text NOT NULL,
  type              text NOT NULL,
  input             text NOT NULL,
  output            text NOT NULL,
  prompt_tokens     bigint NOT NULL DEFAULT 0,
  completion_tokens bigint NOT NULL DEFAULT 0,
  cost_usd          numeric(16, 6) NOT NULL DEFAULT 0,
  latency_ms        bigint NOT NULL DEFAULT 0,
  created_at        timestamptz NOT NULL,
  PRIMARY KEY (run_id, sequence)
);
CALL protect_append_only_tenant_table('steps');

-- One row for each time a model was asked. INTENT is committed before the call, the outcome with the step it brought.
CREATE TABLE model_attempts (
  id          text PRIMARY KEY,
  tenant_id   text NOT NULL,
  run_id      text NOT NULL,
  turn        integer NOT NULL,
  n           integer NOT NULL,
  model       text NOT NULL,
  state       text NOT NULL CHECK (state IN ('INTENT', 'DONE', 'FAILED', 'UNKNOWN')),
  lease_epoch bigint NOT NULL,
  created_at  timestamptz NOT NULL
) WITH (fillfactor = 60);
CREATE INDEX model_attempts_by_run ON model_attempts (run_id);
CALL protect_tenant_table('model_attempts');

-- A channel adapter may choose the id of a session, so it is unique within its tenant only.
CREATE TABLE sessions (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  agent_id   text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CALL protect_tenant_table('sessions');

CREATE TABLE messages (
  id         text PRIMARY KEY,
  tenant_id  text NOT NULL,
  session_id text NOT NULL,
  run_id     text NOT NULL,
  role       text NOT NULL CHECK (role IN ('user', 'assistant')),
  content    text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX messages_by_session ON messages (tenant_id, session_id, id);
CALL protect_append_only_tenant_table('messages');

-- What somebody outside wants a run to know. Kept until the run has taken it into its log.
CREATE TABLE run_signals (
  id         text PRIMARY KEY,
  tenant_id  text NOT NULL,
  run_id     text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('cancel', 'approval')),
  payload    text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX run_signals_by_run ON run_signals (run_id);
CALL protect_tenant_table('run_signals');

-- The executor's own copy of the agents, fed by agent.changed.
CREATE TABLE agent_versions (
  tenant_id  text NOT NULL,
  agent_id   text NOT NULL,
  version    integer NOT NULL,
  snapshot   text NOT NULL,
  PRIMARY KEY (tenant_id, agent_id, version)
);
CALL protect_tenant_table('agent_versions');

CREATE TABLE agents (
  tenant_id  text NOT NULL,
  agent_id   text NOT NULL,
  version    integer NOT NULL,
  status     text NOT NULL,
  deleted    boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, agent_id)
);
CALL protect_tenant_table('agents');
