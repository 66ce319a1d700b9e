-- One row per held call. The text of the arguments is kept as it came: it is what was hashed and what will be executed.
CREATE TABLE approvals (
    tenant_id        text        NOT NULL,
    id               text        NOT NULL,
    run_id           text        NOT NULL,
    step_id          text        NOT NULL,
    agent_id         text        NOT NULL,
    agent_version    int         NOT NULL,
    agent_name       text        NOT NULL,
    tool             text        NOT NULL,
    tool_version     int         NOT NULL,
    arguments_json   text        NOT NULL,
    arguments_sha256 text        NOT NULL,
    risk_level       text        NOT NULL,
    approvers        text[]      NOT NULL,
    quorum           int         NOT NULL CHECK (quorum > 0),
    reason           text,
    requested_by     text,
    requested_at     timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    status           text        NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'expired', 'cancelled')),
    approved_by      text[]      NOT NULL DEFAULT '{}',
    decided_by       text,
    decided_at       timestamptz,
    notes            text,
    version          bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    CHECK ((status = 'pending') = (decided_at IS NULL))
);
CREATE INDEX approvals_by_run ON approvals (tenant_id, run_id);
CREATE INDEX approvals_pending ON approvals (tenant_id, id) WHERE status = 'pending';
CREATE INDEX approvals_pending_by_expiry ON approvals (expires_at) WHERE status = 'pending';
CALL protect_tenant_table('approvals');

-- What happened to approvals, in the order in which it was committed: the stream is read from here.
CREATE TABLE approval_changes (
    tenant_id   text        NOT NULL,
    sequence    bigint      NOT NULL,
    approval_id text        NOT NULL,
    status      text        NOT NULL,
    approved_by text[]      NOT NULL,
    decided_by  text,
    decided_at  timestamptz,
    notes       text,
    actor       text        NOT NULL,
    changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, sequence),
    FOREIGN KEY (tenant_id, approval_id) REFERENCES approvals (tenant_id, id)
);
CALL protect_append_only_tenant_table('approval_changes');

-- A counter row instead of a database sequence: its lock is held until commit, so numbers become visible in their order
-- and a reader that has seen 7 never meets a late 6.
CREATE TABLE approval_sequences (
    tenant_id text   PRIMARY KEY,
    last      bigint NOT NULL
);
CALL protect_tenant_table('approval_sequences');

-- Runs that ended without success. The request for an approval travels on another topic and may arrive after the end.
CREATE TABLE ended_runs (
    tenant_id text        NOT NULL,
    run_id    text        NOT NULL,
    ended_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, run_id)
);
CREATE INDEX ended_runs_by_age ON ended_runs (ended_at);
CALL protect_tenant_table('ended_runs');
