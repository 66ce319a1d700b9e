package io.fermata.e2e.torture.evidence;

import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import io.fermata.e2e.torture.evidence.Evidence.Approval;
import io.fermata.e2e.torture.evidence.Evidence.Attempt;
import io.fermata.e2e.torture.evidence.Evidence.Audited;
import io.fermata.e2e.torture.evidence.Evidence.Chain;
import io.fermata.e2e.torture.evidence.Evidence.Deed;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.e2e.torture.evidence.Evidence.Noted;
import io.fermata.e2e.torture.evidence.Evidence.Outgoing;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Evidence.Step;
import io.fermata.e2e.torture.evidence.Evidence.Usage;
import io.fermata.localstack.StackService;
import io.fermata.testkit.oracle.Ledger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the evidence of one run from where it lies. */
public record EvidenceReader(
        Databases databases, Witness witness, TopicReader topics, Path ledger, SecretSearch secrets) {
    private static final String EXECUTOR = "fermata_executor";

    /**
     * All of it, as it is now.
     *
     * @param said what the platform said of the tenants' chains, asked before the tables are read
     */
    public Evidence read(List<Acknowledged> acknowledged, List<Deed> deeds, List<Chain> said) {
        return new Evidence(
                List.copyOf(acknowledged),
                runs(),
                steps(),
                attempts(),
                effects(),
                usage(),
                approvals(),
                witness.endings(),
                ofAll(this::outbox),
                topics.readAll(),
                ofAll(this::inbox),
                Ledger.read(ledger),
                deeds,
                audited(),
                said,
                secrets.find());
    }

    private List<Run> runs() {
        return databases.query(
                EXECUTOR,
                "SELECT tenant_id, id, CASE WHEN waiting_reason = 'needs_reconciliation' THEN waiting_reason ELSE status END,"
                        + " error_code, completed_at IS NOT NULL, prompt_tokens, completion_tokens,"
                        + " coalesce(substring(input FROM 'operation ([A-Za-z0-9._-]+)'), '') FROM runs",
                row -> new Run(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8)));
    }

    private List<Step> steps() {
        return databases.query(
                EXECUTOR,
                "SELECT tenant_id, run_id, sequence, type, lease_epoch FROM steps",
                row -> new Step(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getLong(5)));
    }

    private List<Attempt> attempts() {
        return databases.query(
                EXECUTOR,
                "SELECT tenant_id, id, run_id, state FROM model_attempts",
                row -> new Attempt(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    private List<Effect> effects() {
        return databases.query(
                "fermata_tools",
                "SELECT tenant_id, effect_key, run_id, step_id, tool, arguments_sha256, state, epoch FROM tool_executions",
                row -> new Effect(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8)));
    }

    private List<Usage> usage() {
        return databases.query(
                "fermata_metering",
                "SELECT tenant_id, id, kind, run_id, outcome, prompt_tokens, completion_tokens FROM usage_events",
                row -> new Usage(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7)));
    }

    private List<Approval> approvals() {
        return databases.query(
                "fermata_approvals",
                "SELECT tenant_id, id, run_id, tool, arguments_sha256, status, decided_at, expires_at FROM approvals",
                row -> new Approval(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        instant(row, 7),
                        row.getTimestamp(8).toInstant()));
    }

    private List<Outgoing> outbox(String database) {
        return databases.query(
                database,
                "SELECT id, topic, tenant_id FROM outbox",
                row -> new Outgoing(database, row.getString(1), row.getString(2), row.getString(3)));
    }

    private List<Noted> inbox(String database) {
        return databases.query(
                database,
                "SELECT consumer, event_id FROM inbox",
                row -> new Noted(database, row.getString(1), row.getString(2)));
    }

    private List<Audited> audited() {
        return databases.query(
                "fermata_policies",
                "SELECT tenant_id, action, resource_id, outcome FROM audit_events",
                row -> new Audited(new Deed(row.getString(1), row.getString(2), row.getString(3)), row.getString(4)));
    }

    private static <T> List<T> ofAll(java.util.function.Function<String, List<T>> read) {
        return Arrays.stream(StackService.values())
                .map(StackService::database)
                .flatMap(Optional::stream)
                .flatMap(database -> read.apply(database).stream())
                .toList();
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
