package io.fermata.executor.intake;

import io.fermata.executor.execution.Reconciliation;
import io.fermata.executor.machine.Step;
import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people said about calls whose outcome nobody knew; the first answer about a call stays. */
@Repository
class Reconciliations {

    private final JdbcClient jdbc;
    private final PayloadColumn output;
    private final PayloadColumn note;

    Reconciliations(JdbcClient jdbc, SensitivePayloads payloads) {
        this.jdbc = jdbc;
        this.output = payloads.column("reconciliations.output");
        this.note = payloads.column("reconciliations.note");
    }

    record Recorded(Reconciliation found, Instant at) {}

    /** False when somebody has answered already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean record(String runId, Reconciliation found, Instant now) {
        String row = row(runId, found.stepId());
        return jdbc.sql("""
                INSERT INTO reconciliations (tenant_id, run_id, step_id, outcome, output, note, decided_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
                        .params(
                                Tenants.current().value(),
                                runId,
                                found.stepId(),
                                found.verdict().name().toLowerCase(Locale.ROOT),
                                output.seal(row, found.outputJson()))
                        .param(note.sealIfPresent(row, found.note()))
                        .param(found.by())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Recorded require(String runId, String stepId) {
        String row = row(runId, stepId);
        return jdbc.sql("""
                SELECT outcome, output, note, decided_by, created_at FROM reconciliations WHERE run_id = ? AND step_id = ?
                """)
                .params(runId, stepId)
                .query((rs, _) -> new Recorded(
                        new Reconciliation(
                                stepId,
                                Step.Verdict.valueOf(rs.getString("outcome").toUpperCase(Locale.ROOT)),
                                output.open(row, rs.getString("output")),
                                rs.getString("decided_by"),
                                note.openIfPresent(row, rs.getString("note"))),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static String row(String runId, String stepId) {
        return runId + "/" + stepId;
    }
}
