-- Who did, or was refused, what. The service may add and read, and its role is refused everything else.
-- The order of the columns is the order in which a batch is inserted.
CREATE TABLE audit_events (
    tenant_id     text        NOT NULL,
    -- Gap-free within the tenant, from 1 on.
    sequence      bigint      NOT NULL CHECK (sequence > 0),
    id            text        NOT NULL,
    actor         text        NOT NULL,
    action        text        NOT NULL,
    resource_type text        NOT NULL,
    resource_id   text        NOT NULL,
    outcome       text        NOT NULL CHECK (outcome IN ('succeeded', 'denied', 'failed')),
    address       text,
    user_agent    text,
    request_id    text,
    policies      text[]      NOT NULL,
    approvals     text[]      NOT NULL,
    -- Canonical JSON, as text: it is hashed as it stands.
    details       text        NOT NULL,
    source        text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    -- Hex SHA-256 of the link before, and of that and this row's canonical JSON.
    previous_hash text        NOT NULL,
    hash          text        NOT NULL,
    PRIMARY KEY (tenant_id, sequence),
    -- An event is kept once, whatever number of records tells of it.
    UNIQUE (tenant_id, id)
);
CREATE INDEX audit_events_by_time ON audit_events (tenant_id, occurred_at);
CREATE INDEX audit_events_by_actor ON audit_events (tenant_id, actor, sequence);
CREATE INDEX audit_events_by_resource ON audit_events (tenant_id, resource_type, resource_id, sequence);
CALL protect_append_only_tenant_table('audit_events');

-- The last link of each tenant's chain. Whoever adds a link locks this row first, so that no chain forks.
CREATE TABLE audit_chains (
    tenant_id   text        PRIMARY KEY,
    sequence    bigint      NOT NULL,
    hash        text        NOT NULL,
    recorded_at timestamptz NOT NULL
);
CALL protect_tenant_table('audit_chains');
REVOKE DELETE ON audit_chains FROM ${app_role};

-- Where the rows of a chain begin after older ones went to an archive file: the last archived link.
CREATE TABLE audit_anchors (
    tenant_id      text        NOT NULL,
    sequence       bigint      NOT NULL,
    hash           text        NOT NULL,
    first_sequence bigint      NOT NULL,
    file           text        NOT NULL,
    file_sha256    text        NOT NULL,
    archived_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
);
CALL protect_append_only_tenant_table('audit_anchors');

-- For how many days a tenant's events stay in the table; without a row, for the default below.
CREATE TABLE audit_retention (
    tenant_id  text        PRIMARY KEY,
    hot_days   int         NOT NULL CHECK (hot_days BETWEEN 1 AND 3650),
    changed_by text        NOT NULL,
    changed_at timestamptz NOT NULL
);
CALL protect_tenant_table('audit_retention');
REVOKE DELETE ON audit_retention FROM ${app_role};
