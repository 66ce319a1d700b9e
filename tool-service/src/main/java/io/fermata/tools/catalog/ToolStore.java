package io.fermata.tools.catalog;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the newest version of each tool and, never to be changed, every version. Needs an open transaction. */
@Component
class ToolStore {
    private final ToolRows rows;
    private final JdbcClient jdbc;
    private final Json json;
    private final Ids ids;

    ToolStore(ToolRows rows, JdbcClient jdbc, Json json, Ids ids) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
    }

    Optional<ToolRow> find(String name) {
        return rows.findByName(name);
    }

    ToolRow requireLive(String name) {
        return find(name).filter(ToolRow::live).orElseThrow(() -> ProblemException.notFound("tool"));
    }

    List<ToolRow> page(String category, String text, String before, int most) {
        return rows.findBy(
                ToolCriteria.of(category, text, before),
                newest -> newest.sortBy(Sort.by(Sort.Direction.DESC, "id"))
                        .limit(most)
                        .all());
    }

    ToolRow added(String name, Instant now) {
        return new ToolRow(ids.next("tol"), name, now);
    }

    ToolDocument document(ToolRow row) {
        return json.read(row.definition(), ToolDocument.class);
    }

    /** Flushes, so that a lost race is known before the event is written. */
    ToolRow save(ToolRow row, ToolDefinition tool) {
        String definition = json.write(ToolDocument.of(tool));
        row.become(tool, definition);
        ToolRow saved = rows.saveAndFlush(row);
        jdbc.sql("""
                INSERT INTO tool_versions (tenant_id, name, version, definition, created_at)
                VALUES (:tenant, :name, :version, :definition, :now)""")
                .param("tenant", Tenants.current().value())
                .param("name", tool.name().value())
                .param("version", tool.version())
                .param("definition", definition)
                .param("now", Timestamp.from(tool.changedAt()))
                .update();
        return saved;
    }

    void delete(ToolRow row, Instant now) {
        row.delete(now);
        rows.saveAndFlush(row);
    }
}
