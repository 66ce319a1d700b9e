package io.fermata.tools.catalog;

import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads tools without an ORM: for those who call them, and for those who keep a copy. */
public class ToolVersions {
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Json json;
    private final Builtins builtins;

    /** @param reading opens read-only transactions */
    public ToolVersions(JdbcClient jdbc, TransactionTemplate reading, Json json, Builtins builtins) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.json = json;
        this.builtins = builtins;
    }

    /** Any version that ever was: a call that began under an old one ends under it. */
    public Optional<ToolDefinition> find(String name, int version) {
        Optional<ToolDefinition> builtin = builtins.find(name);
        if (builtin.isPresent()) {
            return builtin.filter(tool -> tool.version() == version);
        }
        return inTransaction(() -> jdbc.sql("""
                        SELECT name, version, definition, created_at AS changed_at FROM tool_versions
                        WHERE tenant_id = :tenant AND name = :name AND version = :version""")
                        .param("tenant", Tenants.current().value())
                        .param("name", name)
                        .param("version", version)
                        .query(this::row)
                        .optional())
                .map(tool -> ToolRules.read(tool.document(), tool.version(), tool.changedAt()));
    }

    /** The newest version of those of the names that are tools now. */
    public List<CurrentTool> current(Collection<String> names) {
        List<CurrentTool> builtin = names.stream()
                .flatMap(name -> builtins.find(name).stream())
                .map(CurrentTool::of)
                .toList();
        List<String> others =
                names.stream().filter(name -> builtins.find(name).isEmpty()).toList();
        if (others.isEmpty()) {
            return builtin;
        }
        List<CurrentTool> stored = inTransaction(() -> jdbc.sql("""
                        SELECT name, version, definition, updated_at AS changed_at FROM tools
                        WHERE tenant_id = :tenant AND name = ANY (:names) AND NOT deleted""")
                .param("tenant", Tenants.current().value())
                .param("names", others.toArray(String[]::new))
                .query(this::row)
                .list());
        return Stream.concat(builtin.stream(), stored.stream()).toList();
    }

    public Optional<CurrentTool> current(String name) {
        return current(List.of(name)).stream().findFirst();
    }

    private <T> T inTransaction(Supplier<T> query) {
        return Objects.requireNonNull(reading.execute(_ -> query.get()));
    }

    private CurrentTool row(ResultSet row, int ignored) throws SQLException {
        Timestamp changedAt = row.getTimestamp("changed_at");
        return new CurrentTool(
                row.getInt("version"),
                json.read(row.getString("definition"), ToolDocument.class),
                changedAt == null ? Instant.EPOCH : changedAt.toInstant());
    }
}
