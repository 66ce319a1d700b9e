-- An agent as it stands. Its configuration is that of its newest version, kept here too so that lists need no join.
CREATE TABLE agents (
    tenant_id            text        NOT NULL,
    id                   text        NOT NULL,
    revision             bigint      NOT NULL,
    name                 text        NOT NULL,
    description          text,
    agent_type           text        NOT NULL,
    owner_email          text,
    tags                 varchar[]    NOT NULL,
    capabilities         text        NOT NULL CHECK (capabilities IS JSON OBJECT),
    data_scope           text        NOT NULL CHECK (data_scope IS JSON OBJECT),
    allowed_destinations text        NOT NULL CHECK (allowed_destinations IS JSON OBJECT),
    trigger_type         text        NOT NULL,
    status               text        NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'deprecated')),
    stage                text        NOT NULL CHECK (stage IN ('draft', 'staging', 'prod')),
    version              integer     NOT NULL CHECK (version > 0),
    config               text        NOT NULL CHECK (config IS JSON OBJECT),
    created_by           text        NOT NULL,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    deleted              boolean     NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE INDEX agents_by_tag ON agents USING gin (tags);

-- Text, not jsonb: the order of an output schema's properties matters to models, and jsonb forgets it.
CREATE TABLE agent_versions (
    tenant_id     text        NOT NULL,
    agent_id      text        NOT NULL,
    number        integer     NOT NULL CHECK (number > 0),
    label         text,
    restored_from integer,
    config        text        NOT NULL CHECK (config IS JSON OBJECT),
    created_by    text        NOT NULL,
    created_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, agent_id, number),
    FOREIGN KEY (tenant_id, agent_id) REFERENCES agents (tenant_id, id)
);

CALL protect_tenant_table('agents');
CALL protect_append_only_tenant_table('agent_versions');
