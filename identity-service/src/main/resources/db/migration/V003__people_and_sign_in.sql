-- A tenant that is being deleted keeps its data for a while; a deleted one keeps its id, so that nobody else gets it.
ALTER TABLE tenants
    ADD COLUMN purge_after timestamptz,
    DROP CONSTRAINT tenants_status_check,
    ADD CHECK (status IN ('active', 'suspended', 'deleting', 'deleted')),
    ADD CHECK ((status = 'deleting') = (purge_after IS NOT NULL));

-- Roles a tenant made beside the four everybody has.
CREATE TABLE roles (
    tenant_id   text        NOT NULL REFERENCES tenants,
    name        text        NOT NULL,
    description text        NOT NULL,
    permissions text[]      NOT NULL CHECK (permissions <> '{}'),
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
CALL protect_tenant_table('roles');

CREATE TABLE passwords (
    user_id    text        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    tenant_id  text        NOT NULL REFERENCES tenants,
    -- Argon2id with its parameters and salt.
    hash       text        NOT NULL,
    changed_at timestamptz NOT NULL
);
CALL protect_tenant_table('passwords');

-- Kept for addresses nobody has, too, and for tenants that do not exist: an unknown user locks like a known one.
CREATE TABLE sign_in_attempts (
    tenant_id    text        NOT NULL,
    address_hash bytea       NOT NULL,
    failures     int         NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (tenant_id, address_hash)
);
CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at);
CALL protect_tenant_table('sign_in_attempts');

CREATE TABLE invitations (
    user_id    text        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    tenant_id  text        NOT NULL REFERENCES tenants,
    token_hash bytea       NOT NULL UNIQUE,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CALL protect_tenant_table('invitations');

-- Browsers that have signed in here. The cookie holds what the hash is of.
CREATE TABLE browser_sessions (
    token_hash   bytea       PRIMARY KEY,
    tenant_id    text        NOT NULL REFERENCES tenants,
    user_id      text        NOT NULL REFERENCES users ON DELETE CASCADE,
    signed_in_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX browser_sessions_by_user ON browser_sessions (tenant_id, user_id);
CALL protect_tenant_table('browser_sessions');

CREATE TABLE service_accounts (
    id          text        PRIMARY KEY,
    tenant_id   text        NOT NULL REFERENCES tenants,
    name        text        NOT NULL,
    description text        NOT NULL,
    roles       text[]      NOT NULL CHECK (roles <> '{}'),
    disabled    boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    UNIQUE (tenant_id, name)
);
CREATE INDEX service_accounts_by_age ON service_accounts (tenant_id, id DESC);
CALL protect_tenant_table('service_accounts');

ALTER TABLE api_keys
    ADD COLUMN service_account_id text REFERENCES service_accounts,
    -- The secret before the last rotation, as long as both count.
    ADD COLUMN previous_hash bytea UNIQUE,
    ADD COLUMN previous_until timestamptz,
    ADD CHECK ((previous_hash IS NULL) = (previous_until IS NULL));

-- Applications of a tenant that sign its people in.
CREATE TABLE oauth_clients (
    id            text        PRIMARY KEY,
    tenant_id     text        NOT NULL REFERENCES tenants,
    name          text        NOT NULL,
    -- HMAC-SHA256 of the secret; absent for a public client.
    secret_hash   bytea,
    redirect_uris text[]      NOT NULL CHECK (redirect_uris <> '{}'),
    scopes        text[]      NOT NULL CHECK (scopes <> '{}'),
    created_at    timestamptz NOT NULL
);
CREATE INDEX oauth_clients_by_age ON oauth_clients (tenant_id, id DESC);
CALL protect_tenant_table('oauth_clients');

-- One row is one sign-in of a person with an application, and the family of all tokens that come of it. Until a device's
-- sign-in has found its person it belongs to the platform.
CREATE TABLE authorizations (
    id         text        PRIMARY KEY,
    tenant_id  text        NOT NULL REFERENCES tenants,
    client_id  text        NOT NULL,
    user_id    text        REFERENCES users ON DELETE CASCADE,
    -- Everything else, sealed; tokens in it are hashes even so.
    document   bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    version    bigint      NOT NULL
);
CREATE INDEX authorizations_by_user ON authorizations (tenant_id, user_id);
CREATE INDEX authorizations_by_expiry ON authorizations (expires_at);
CALL protect_tenant_table('authorizations');

CREATE TABLE authorization_tokens (
    token_hash       bytea       PRIMARY KEY,
    tenant_id        text        NOT NULL REFERENCES tenants,
    authorization_id text        NOT NULL REFERENCES authorizations ON DELETE CASCADE,
    kind             text        NOT NULL
        CHECK (kind IN ('state', 'code', 'access_token', 'refresh_token', 'device_code', 'user_code')),
    -- The jti of an access token.
    token_id         text,
    expires_at       timestamptz NOT NULL,
    -- Set when a newer refresh token took its place: who shows it again shows a stolen one.
    spent_at         timestamptz
);
CREATE INDEX authorization_tokens_by_family ON authorization_tokens (authorization_id);
CALL protect_tenant_table('authorization_tokens');

CREATE TABLE consents (
    tenant_id text   NOT NULL REFERENCES tenants,
    user_id   text   NOT NULL REFERENCES users ON DELETE CASCADE,
    client_id text   NOT NULL,
    scopes    text[] NOT NULL,
    PRIMARY KEY (tenant_id, user_id, client_id)
);
CALL protect_tenant_table('consents');

-- What no longer counts although its signature is good, until it would have expired anyway.
CREATE TABLE revocations (
    tenant_id   text        NOT NULL REFERENCES tenants,
    -- SHA-256 of "token:<jti>", "subject:<sub>" or "tenant:<id>".
    fingerprint text        NOT NULL,
    revoked_at  timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, fingerprint)
);
CREATE INDEX revocations_by_end ON revocations (until);
CALL protect_tenant_table('revocations');

-- Outside issuers (OpenID Connect) that vouch for the people of a tenant.
CREATE TABLE identity_providers (
    id            text        PRIMARY KEY,
    tenant_id     text        NOT NULL REFERENCES tenants,
    name          text        NOT NULL,
    issuer        text        NOT NULL,
    client_id     text        NOT NULL,
    client_secret bytea       NOT NULL,
    -- Roles of people who come for the first time; nobody new comes in when there are none.
    new_roles     text[]      NOT NULL,
    created_at    timestamptz NOT NULL,
    UNIQUE (tenant_id, issuer)
);
CREATE INDEX identity_providers_by_age ON identity_providers (tenant_id, id DESC);
CALL protect_tenant_table('identity_providers');

CREATE TABLE outside_identities (
    tenant_id   text        NOT NULL REFERENCES tenants,
    provider_id text        NOT NULL REFERENCES identity_providers ON DELETE CASCADE,
    subject     text        NOT NULL,
    user_id     text        NOT NULL REFERENCES users ON DELETE CASCADE,
    linked_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, provider_id, subject)
);
CALL protect_tenant_table('outside_identities');
