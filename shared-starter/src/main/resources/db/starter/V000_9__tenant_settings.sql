-- What tenants have decided, as tenant.changed last told it. Without a row, nothing was.
CREATE TABLE tenant_settings (
    tenant_id          text    PRIMARY KEY,
    -- Whether payload columns are sealed from now on.
    sensitive_payloads boolean NOT NULL
);
CALL protect_tenant_table('tenant_settings');
