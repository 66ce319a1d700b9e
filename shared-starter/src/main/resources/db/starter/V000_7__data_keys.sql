-- The keys a tenant's columns are sealed with, wrapped with a master key that is nowhere in this database.
CREATE TABLE data_keys (
    tenant_id  text        NOT NULL,
    version    int         NOT NULL,
    -- The id of the master key.
    master_key text        NOT NULL,
    wrapped    bytea       NOT NULL,
    made_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
CALL protect_tenant_table('data_keys');

-- Who is here gets no keys any more: whatever still arrives for them is refused, not stored.
CREATE TABLE erased_tenants (
    tenant_id text        PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_append_only_tenant_table('erased_tenants');

-- Which master keys a service cannot be without.
CREATE FUNCTION master_keys_in_use() RETURNS TABLE (master_key text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT k.master_key FROM data_keys k
$$;

-- Whose keys have to be wrapped anew.
CREATE FUNCTION tenants_of_other_master_keys(current_key text) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT k.tenant_id FROM data_keys k WHERE k.master_key <> current_key
$$;

REVOKE EXECUTE ON FUNCTION master_keys_in_use, tenants_of_other_master_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION master_keys_in_use, tenants_of_other_master_keys TO ${app_role};
GRANT SELECT ON data_keys TO ${housekeeping_role};
ALTER FUNCTION master_keys_in_use OWNER TO ${housekeeping_role};
ALTER FUNCTION tenants_of_other_master_keys OWNER TO ${housekeeping_role};

-- Sealed with such keys from now on. Answers of before cannot be read any more, and are still known to have been given.
ALTER TABLE idempotency_keys ALTER COLUMN body TYPE text USING encode(body, 'base64');
