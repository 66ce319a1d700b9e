-- Keys that tenants bring for the operator's model providers.
CREATE TABLE provider_keys (
    tenant_id  text        NOT NULL,
    provider   text        NOT NULL,
    version    integer     NOT NULL,
    sealed     text        NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, provider)
);
CALL protect_tenant_table('provider_keys');
