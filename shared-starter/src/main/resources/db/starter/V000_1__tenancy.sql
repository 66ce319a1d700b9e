-- What keeps tenants apart in the database, and the tables every service has.
-- Runs as the owner of the schema; the service itself connects as ${app_role}, which owns nothing.

-- The tenant of the current transaction. Without one there is nothing to see, and that is said loudly.
CREATE FUNCTION app_tenant() RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10 AS $$
DECLARE
    tenant text := current_setting('app.tenant_id', true);
BEGIN
    -- Once a transaction has set it, the setting is empty, not absent, for the rest of the connection's life.
    IF tenant IS NULL OR tenant = '' THEN
        RAISE EXCEPTION 'no tenant is set for this transaction' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN tenant;
END
$$;

-- CALL protect_tenant_table('runs'): rows are seen and written by their own tenant only.
CREATE PROCEDURE protect_tenant_table(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', relation);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', relation);
    EXECUTE format('CREATE POLICY tenant_isolation ON %s USING (tenant_id = app_tenant())', relation);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ${app_role}', relation);
END
$$;

-- The same for tables whose rows are never changed.
CREATE PROCEDURE protect_append_only_tenant_table(relation regclass) LANGUAGE plpgsql AS $$
BEGIN
    CALL protect_tenant_table(relation);
    EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM ${app_role}', relation);
END
$$;

REVOKE EXECUTE ON PROCEDURE protect_tenant_table, protect_append_only_tenant_table FROM PUBLIC;
