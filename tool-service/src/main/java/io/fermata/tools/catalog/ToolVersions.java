package io.fermata.tools.catalog;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads tools without an ORM: for those who call them, and for those who keep a copy. */
public class ToolVersions {
    private static final LoneStatement FIND = new LoneStatement("""
            SELECT name, version, definition, created_at AS changed_at FROM tool_versions
            WHERE tenant_id = ? AND name = ? AND version = ?""");
    private static final LoneStatement CURRENT = new LoneStatement("""
            SELECT name, version, definition, updated_at AS changed_at FROM tools
            WHERE tenant_id = ? AND name = ANY (?) AND NOT deleted""");

    private final JdbcTemplate jdbc;
    private final Json json;
    private final Builtins builtins;

    public ToolVersions(JdbcTemplate jdbc, Json json, Builtins builtins) {
        this.jdbc = jdbc;
        this.json = json;
        this.builtins = builtins;
    }

    /** Any version that ever was: a call that began under an old one ends under it. */
    public Optional<ToolDefinition> find(String name, int version) {
        Optional<ToolDefinition> builtin = builtins.find(name);
        if (builtin.isPresent()) {
            return builtin.filter(tool -> tool.version() == version);
        }
        return FIND.query(jdbc, this::row, Tenants.current().value(), name, version).stream()
                .findFirst()
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
        List<CurrentTool> stored =
                CURRENT.query(jdbc, this::row, Tenants.current().value(), others.toArray(String[]::new));
        return Stream.concat(builtin.stream(), stored.stream()).toList();
    }

    public Optional<CurrentTool> current(String name) {
        return current(List.of(name)).stream().findFirst();
    }

    private CurrentTool row(ResultSet row, int ignored) throws SQLException {
        Timestamp changedAt = row.getTimestamp("changed_at");
        return new CurrentTool(
                row.getInt("version"),
                json.read(row.getString("definition"), ToolDocument.class),
                changedAt == null ? Instant.EPOCH : changedAt.toInstant());
    }
}
