package io.fermata.starter.tenancy;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the database's catalogue whether row-level security holds everywhere. For the integration test of each service:
 * {@code assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty()}.
 */
public final class TenantTableHygiene {
    private static final String VIOLATIONS = """
            WITH tenant_table AS (
                SELECT c.oid, c.relname, c.relispartition, c.relrowsecurity AND c.relforcerowsecurity AS secured
                FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            )
            SELECT 'table without forced row-level security: ' || relname
            FROM tenant_table WHERE NOT relispartition AND NOT secured
            UNION ALL
            SELECT 'partition the service can reach past its parent: ' || relname
            FROM tenant_table
            WHERE relispartition AND NOT secured
              AND has_table_privilege(current_user, oid, 'SELECT,INSERT,UPDATE,DELETE')
            UNION ALL
            SELECT 'policy that is not about the tenant: ' || policyname || ' on ' || tablename
            FROM pg_policies
            WHERE schemaname = 'public'
              AND (qual IS DISTINCT FROM '(tenant_id = app_tenant())' OR permissive <> 'PERMISSIVE')
              AND (cmd <> 'INSERT' OR with_check IS DISTINCT FROM '(tenant_id = app_tenant())')
            UNION ALL
            SELECT 'owned by the service''s role: ' || relname FROM pg_class WHERE relowner = current_user::regrole
            UNION ALL
            SELECT 'owned by the service''s role: ' || proname FROM pg_proc WHERE proowner = current_user::regrole
            UNION ALL
            SELECT 'owned by the service''s role: ' || nspname FROM pg_namespace WHERE nspowner = current_user::regrole
            UNION ALL
            SELECT 'the service''s role can become one that bypasses row-level security: ' || rolname
            FROM pg_roles WHERE (rolbypassrls OR rolsuper) AND pg_has_role(current_user, oid, 'MEMBER')
            """;

    private final JdbcClient database;

    /** Needs a data source that connects as the role the service runs as. */
    public TenantTableHygiene(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** What is wrong, one sentence each; empty when all is well. */
    public List<String> violations() {
        return database.sql(VIOLATIONS).query((row, _) -> row.getString(1)).list();
    }
}
