-- The newest version of each tool. A deleted tool keeps its row, so that a name used again goes on counting versions.
CREATE TABLE tools (
    id          text        PRIMARY KEY,
    tenant_id   text        NOT NULL,
    name        text        NOT NULL,
    version     integer     NOT NULL,
    row_version integer     NOT NULL,
    category    text        NOT NULL,
    description text        NOT NULL,
    definition  text        NOT NULL,
    deleted     boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE INDEX tools_newest ON tools (tenant_id, id DESC) WHERE NOT deleted;
CALL protect_tenant_table('tools');

-- Every version there ever was: a call that began under one ends under it.
CREATE TABLE tool_versions (
    tenant_id  text        NOT NULL,
    name       text        NOT NULL,
    version    integer     NOT NULL,
    definition text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name, version)
);
CALL protect_append_only_tenant_table('tool_versions');

-- Values are sealed before they come here; tenant, name and version are authenticated with them.
CREATE TABLE secrets (
    tenant_id     text        NOT NULL,
    name          text        NOT NULL,
    version       integer     NOT NULL,
    sealed        text        NOT NULL,
    allowed_hosts text[]      NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
CALL protect_tenant_table('secrets');

-- How often a limited tool was called in the window that is open. One row per tool and kind of limit.
CREATE TABLE tool_quotas (
    tenant_id    text        NOT NULL,
    tool         text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('rate', 'day')),
    window_start timestamptz NOT NULL,
    calls        integer     NOT NULL,
    PRIMARY KEY (tenant_id, tool, kind)
) WITH (fillfactor = 50);
CALL protect_tenant_table('tool_quotas');
