-- Whether services seal the payloads they store for the tenant.
ALTER TABLE tenants ADD COLUMN sensitive_payloads boolean NOT NULL DEFAULT false;
