package io.fermata.approvals.approval;

import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

@Repository
class JdbcApprovals implements Approvals {
    private static final String ADD = """
            INSERT INTO approvals (tenant_id, id, run_id, step_id, agent_id, agent_version, agent_name, tool, tool_version,
                arguments_json, arguments_sha256, risk_level, approvers, quorum, reason, requested_by, requested_at,
                expires_at, status, approved_by, decided_by, decided_at, notes)
            VALUES (:tenant, :id, :run, :step, :agent, :agentVersion, :agentName, :tool, :toolVersion,
                :arguments, :sha256, :risk, :approvers, :quorum, :reason, :requestedBy, :requestedAt,
                :expiresAt, :status, :approvedBy, :decidedBy, :decidedAt, :notes)
            ON CONFLICT (tenant_id, id) DO NOTHING
            """;
    private static final String REPLACE = """
            UPDATE approvals SET status = :status, approved_by = :approvedBy, decided_by = :decidedBy,
                decided_at = :decidedAt, notes = :notes, version = version + 1
            WHERE tenant_id = :tenant AND id = :id AND version = :version AND status = 'pending'
              AND CASE :status WHEN 'cancelled' THEN true
                               WHEN 'expired' THEN expires_at <= clock_timestamp()
                               ELSE expires_at > clock_timestamp() END
            """;
    private static final String FIND = "SELECT * FROM approvals WHERE tenant_id = :tenant AND id = :id";
    private static final String FIND_PENDING = """
            SELECT * FROM approvals WHERE tenant_id = :tenant AND run_id = :run AND status = 'pending'
            ORDER BY id FOR UPDATE
            """;
    private static final String LIST = """
            SELECT * FROM approvals
            WHERE tenant_id = :tenant
              AND (:after::text IS NULL OR id < :after)
              AND (:status::text IS NULL OR status = :status)
              AND (:agent::text IS NULL OR agent_id = :agent)
              AND (:run::text IS NULL OR run_id = :run)
              AND (:approver::text IS NULL OR approvers = '{}' OR :approver = ANY (approvers))
            ORDER BY id DESC LIMIT :atMost
            """;

    private final JdbcClient database;
    private final ApprovalRows rows;
    private final HeldTexts texts;

    JdbcApprovals(JdbcClient database, ApprovalRows rows, HeldTexts texts) {
        this.database = database;
        this.rows = rows;
        this.texts = texts;
    }

    @Override
    public boolean add(Approval approval) {
        HeldCall call = approval.call();
        String id = approval.id().value();
        StatementSpec insert = sql(ADD).param("id", id)
                .param("run", call.runId())
                .param("step", call.stepId())
                .param("agent", call.agent().id())
                .param("agentVersion", call.agent().version())
                .param("agentName", call.agent().name())
                .param("tool", call.tool().name())
                .param("toolVersion", call.tool().version())
                .param("risk", call.tool().riskLevel())
                .param("arguments", texts.arguments().seal(id, call.arguments().json()))
                .param("sha256", call.arguments().sha256())
                .param("reason", texts.reason().sealIfPresent(id, call.request().reason()))
                .param("requestedBy", call.request().by())
                .param("requestedAt", utc(call.request().at()))
                .param("approvers", texts(approval.terms().approvers()))
                .param("quorum", approval.terms().quorum())
                .param("expiresAt", utc(approval.terms().expiresAt()));
        return standing(insert, approval).update() == 1;
    }

    @Override
    public Optional<Approval> find(ApprovalId id) {
        return one(FIND, id);
    }

    @Override
    public Optional<Approval> findFree(ApprovalId id) {
        return one(FIND + " FOR UPDATE SKIP LOCKED", id);
    }

    @Override
    public List<Approval> findPendingOf(String runId) {
        return sql(FIND_PENDING)
                .param("run", runId)
                .query((row, _) -> rows.read(row))
                .list();
    }

    @Override
    public List<Approval> find(ApprovalCriteria criteria, @Nullable String after, int atMost) {
        return sql(LIST)
                .param("after", after)
                .param("status", criteria.status())
                .param("agent", criteria.agentId())
                .param("run", criteria.runId())
                .param("approver", criteria.approver())
                .param("atMost", atMost)
                .query((row, _) -> rows.read(row))
                .list();
    }

    @Override
    public boolean replace(Approval changed) {
        StatementSpec update = sql(REPLACE).param("id", changed.id().value()).param("version", changed.version());
        return standing(update, changed).update() == 1;
    }

    @Override
    public Instant now() {
        return database.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private Optional<Approval> one(String sql, ApprovalId id) {
        return sql(sql).param("id", id.value())
                .query((row, _) -> rows.read(row))
                .optional();
    }

    private StatementSpec sql(String sql) {
        return database.sql(sql).param("tenant", Tenants.current().value());
    }

    private StatementSpec standing(StatementSpec statement, Approval approval) {
        Standing standing = Standing.of(approval.state());
        return statement
                .param("status", standing.status())
                .param("approvedBy", texts(standing.approvedBy()))
                .param("decidedBy", standing.decidedBy())
                .param("decidedAt", standing.decidedAt() == null ? null : utc(standing.decidedAt()))
                .param("notes", texts.notes().sealIfPresent(approval.id().value(), standing.notes()));
    }

    private static String[] texts(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
