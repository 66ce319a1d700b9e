package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.model.ModelId;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes journal entries of one tenant in the open transaction, each fenced by its lease and its run's version. */
@Repository
class JdbcJournal {

    private static final String UPDATE_RUN = """
            UPDATE runs
               SET status = ?, waiting_reason = ?, version = ?, output = ?, error_code = ?, error_message = ?, llm_provider = ?, llm_model = ?,
                   prompt_tokens = ?, completion_tokens = ?, cost_usd = ?, steps_executed = ?, started_at = ?,
                   completed_at = ?, wake_at = ?, lease_owner = ?, parked_at = CASE WHEN ? THEN now() END
             WHERE id = ? AND lease_owner = ? AND lease_epoch = ? AND version < ? AND completed_at IS NULL
            """;
    private static final String INSERT_STEP = """
            INSERT INTO steps (tenant_id, run_id, sequence, id, type, input, output, prompt_tokens, completion_tokens,
                               cost_usd, latency_ms, lease_epoch, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSERT_ATTEMPT = """
            INSERT INTO model_attempts (id, tenant_id, run_id, turn, n, model, state, lease_epoch, created_at)
            VALUES (?, ?, ?, ?, ?, ?, 'INTENT', ?, ?)
            """;
    private static final String END_ATTEMPT = "UPDATE model_attempts SET state = ? WHERE id = ? AND state = 'INTENT'";
    private static final String CONSUME_SIGNAL = "DELETE FROM run_signals WHERE id = ?";
    private static final String INSERT_REPLY = """
            INSERT INTO messages (id, tenant_id, session_id, run_id, role, content, created_at)
            VALUES (?, ?, ?, ?, 'assistant', ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final Outbox outbox;

    JdbcJournal(JdbcTemplate jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** The entries whose lease still held; the others left no trace. */
    List<JournalEntry> write(List<JournalEntry> entries) {
        int[] updated = updateRuns(entries);
        List<JournalEntry> held = new ArrayList<>(entries.size());
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 1) {
                held.add(entries.get(i));
            }
        }
        writeAttempts(held);
        writeSteps(held);
        writeReplies(held);
        consumeSignals(held);
        publish(held);
        return held;
    }

    private int[] updateRuns(List<JournalEntry> entries) {
        return batch(UPDATE_RUN, entries, (statement, entry) -> {
            Run run = entry.run();
            RunError error = run.error();
            ModelId model = run.model() == null ? null : ModelId.parse(run.model());
            bind(
                    statement,
                    run.status().wire(),
                    run.waitingReason(),
                    run.version(),
                    run.outputJson(),
                    error == null ? null : error.code().wire(),
                    error == null ? null : error.message(),
                    model == null ? null : model.provider(),
                    model == null ? null : model.name(),
                    run.totals().promptTokens(),
                    run.totals().completionTokens(),
                    run.totals().costUsd(),
                    run.totals().steps(),
                    time(run.startedAt()),
                    time(run.completedAt()),
                    time(run.wakeAt()),
                    entry.release() ? null : entry.lease().owner(),
                    entry.release() && !run.status().isFinal(),
                    run.id(),
                    entry.lease().owner(),
                    entry.lease().epoch(),
                    run.version());
        });
    }

    private void writeSteps(List<JournalEntry> entries) {
        record Line(JournalEntry entry, StepRow step) {}
        List<Line> lines = entries.stream()
                .flatMap(entry -> entry.steps().stream().map(step -> new Line(entry, step)))
                .toList();
        batch(INSERT_STEP, lines, (statement, line) -> {
            StepRow step = line.step();
            bind(
                    statement,
                    line.entry().run().tenant(),
                    step.runId(),
                    step.sequence(),
                    step.id(),
                    step.type(),
                    step.inputJson(),
                    step.outputJson(),
                    step.promptTokens(),
                    step.completionTokens(),
                    step.costUsd(),
                    step.latencyMillis(),
                    line.entry().lease().epoch(),
                    time(step.createdAt()));
        });
    }

    private void writeAttempts(List<JournalEntry> entries) {
        record Line(JournalEntry entry, Attempt attempt) {}
        List<Line> lines = entries.stream()
                .flatMap(entry -> entry.attempts().stream().map(attempt -> new Line(entry, attempt)))
                .toList();
        List<Line> intents = lines.stream()
                .filter(line -> line.attempt().state() == AttemptState.INTENT)
                .toList();
        List<Line> outcomes = lines.stream()
                .filter(line -> line.attempt().state() != AttemptState.INTENT)
                .toList();
        batch(
                END_ATTEMPT,
                outcomes,
                (statement, line) -> bind(
                        statement, line.attempt().state().name(), line.attempt().id()));
        batch(INSERT_ATTEMPT, intents, (statement, line) -> {
            Attempt attempt = line.attempt();
            Run run = line.entry().run();
            bind(
                    statement,
                    attempt.id(),
                    run.tenant(),
                    run.id(),
                    attempt.turn(),
                    attempt.n(),
                    attempt.model(),
                    line.entry().lease().epoch(),
                    time(attempt.at()));
        });
    }

    private void writeReplies(List<JournalEntry> entries) {
        List<JournalEntry> replies =
                entries.stream().filter(entry -> entry.reply() != null).toList();
        batch(INSERT_REPLY, replies, (statement, entry) -> {
            JournalEntry.Reply reply = entry.reply();
            if (reply != null) {
                Run run = entry.run();
                bind(
                        statement,
                        reply.id(),
                        run.tenant(),
                        run.sessionId(),
                        run.id(),
                        reply.text().replace("\0", ""),
                        time(reply.at()));
            }
        });
    }

    private void consumeSignals(List<JournalEntry> entries) {
        List<String> signals = entries.stream()
                .flatMap(entry -> entry.consumedSignals().stream())
                .toList();
        batch(CONSUME_SIGNAL, signals, (statement, id) -> bind(statement, id));
    }

    private void publish(List<JournalEntry> entries) {
        List<OutgoingEvent> events =
                entries.stream().flatMap(entry -> entry.events().stream()).toList();
        if (!events.isEmpty()) {
            outbox.publishAll(events);
        }
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }

    private <T> int[] batch(String sql, List<T> items, Binder<T> binder) {
        if (items.isEmpty()) {
            return new int[0];
        }
        int[][] counts = jdbc.batchUpdate(sql, items, items.size(), binder::bind);
        return counts[0];
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
