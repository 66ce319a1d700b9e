package io.fermata.starter.testing;

import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody finds who reads a tenant's rows past the service. */
public final class Stored {

    private static final String TABLES = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(c.oid, 'SELECT')
            """;

    private final JdbcTemplate service;
    private final TransactionTemplate transactions;
    private final JdbcTemplate relay;

    public Stored(JdbcTemplate service, TransactionTemplate transactions, DatabaseProperties database) {
        this.service = service;
        this.transactions = transactions;
        this.relay = new JdbcTemplate(
                new DriverManagerDataSource(database.url(), database.relayUser(), database.relayPassword()));
    }

    /** The tables that hold this text somewhere in a row. */
    public List<String> tablesWith(String tenant, String text) {
        List<String> found = new ArrayList<>(Objects.requireNonNull(
                Tenants.call(new TenantId(tenant), () -> transactions.execute(_ -> tablesWith(service, text)))));
        found.addAll(tablesWith(relay, text));
        return found;
    }

    private static List<String> tablesWith(JdbcTemplate database, String text) {
        return database.query(TABLES, (row, _) -> row.getString("relname")).stream()
                .filter(table -> Boolean.TRUE.equals(database.queryForObject(
                        "SELECT EXISTS (SELECT 1 FROM " + table + " t WHERE strpos(t::text, ?) > 0)",
                        Boolean.class,
                        text)))
                .toList();
    }
}
