package io.fermata.policies.audit;

import io.fermata.starter.json.Json;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chain's end, its rows and its anchors, in Postgres. Needs an open transaction. */
@Component
public class ChainRows {
    private static final String ADD = """
            INSERT INTO audit_events
            SELECT app_tenant(), link.*
            FROM jsonb_to_recordset(:links::jsonb) AS link(
                sequence bigint, id text, actor text, action text, resource_type text, resource_id text, outcome text,
                address text, user_agent text, request_id text, policies text[], approvals text[], details text,
                source text, occurred_at timestamptz, recorded_at timestamptz, previous_hash text, hash text)
            """;

    private final JdbcClient database;
    private final Json json;

    ChainRows(JdbcClient database, Json json) {
        this.database = database;
        this.json = json;
    }

    /** The end of the chain, which is nobody else's until this transaction ends. */
    ChainHead lockHead() {
        database.sql("""
                        INSERT INTO audit_chains (tenant_id, sequence, hash, recorded_at)
                        VALUES (app_tenant(), :sequence, :hash, :recordedAt) ON CONFLICT DO NOTHING
                        """)
                .param("sequence", ChainHead.NONE.sequence())
                .param("hash", ChainHead.NONE.hash())
                .param("recordedAt", Timestamp.from(ChainHead.NONE.recordedAt()))
                .update();
        return database.sql("SELECT * FROM audit_chains WHERE tenant_id = app_tenant() FOR UPDATE")
                .query(AuditRows::head)
                .single();
    }

    ChainHead head() {
        return database.sql("SELECT * FROM audit_chains")
                .query(AuditRows::head)
                .optional()
                .orElse(ChainHead.NONE);
    }

    /** The newest anchor; empty while nothing was archived. */
    public Optional<ChainAnchor> anchor() {
        return database.sql("SELECT * FROM audit_anchors ORDER BY sequence DESC LIMIT 1")
                .query(AuditRows::anchor)
                .optional();
    }

    Set<String> known(List<String> ids) {
        return new HashSet<>(database.sql("SELECT id FROM audit_events WHERE id = ANY(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void add(List<ChainLink> links) {
        database.sql(ADD)
                .param("links", json.write(links.stream().map(ChainRow::of).toList()))
                .update();
        ChainLink last = links.getLast();
        database.sql("""
                        UPDATE audit_chains SET sequence = :sequence, hash = :hash, recorded_at = :recordedAt
                        WHERE tenant_id = app_tenant()
                        """)
                .param("sequence", last.sequence())
                .param("hash", last.hash())
                .param("recordedAt", Timestamp.from(last.recordedAt()))
                .update();
    }
}
