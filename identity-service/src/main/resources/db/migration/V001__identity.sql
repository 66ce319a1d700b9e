CREATE TABLE tenants (
    id         text        PRIMARY KEY,
    -- A tenant's row belongs to that tenant: row-level security holds for the list of tenants too.
    tenant_id  text        NOT NULL CHECK (tenant_id = id),
    name       text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('active', 'suspended')),
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL
);
CREATE INDEX tenants_by_age ON tenants (created_at DESC, id DESC);
CALL protect_tenant_table('tenants');

CREATE TABLE users (
    id         text        PRIMARY KEY,
    tenant_id  text        NOT NULL REFERENCES tenants,
    email      text        NOT NULL,
    name       text        NOT NULL,
    roles      text[]      NOT NULL,
    disabled   boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    UNIQUE (tenant_id, email)
);
CREATE INDEX users_by_age ON users (tenant_id, id DESC);
CALL protect_tenant_table('users');

CREATE TABLE api_keys (
    id           text        PRIMARY KEY,
    tenant_id    text        NOT NULL REFERENCES tenants,
    name         text        NOT NULL,
    role         text,
    permissions  text[]      NOT NULL,
    -- HMAC-SHA256 of the secret; the secret itself is stored nowhere.
    secret_hash  bytea       NOT NULL UNIQUE,
    hint         text        NOT NULL,
    created_by   text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    version      bigint      NOT NULL,
    CHECK ((role IS NULL) <> (permissions = '{}'))
);
CREATE INDEX api_keys_by_age ON api_keys (tenant_id, id DESC);
CALL protect_tenant_table('api_keys');
