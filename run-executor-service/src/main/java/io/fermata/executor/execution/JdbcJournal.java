package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.execution.JournalEntry.Reply;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.model.ModelId;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunPayloads;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.session.MessageContents;
import io.fermata.starter.jdbc.Columns;
import io.fermata.starter.jdbc.RoundTrip;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.Tenants;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes journal entries of one tenant, all of them in one round trip. */
@Repository
class JdbcJournal {

    private static final String UPDATE_RUNS = """
            UPDATE runs r
               SET status = e.status, waiting_reason = e.waiting_reason, version = e.version, output = e.output,
                   error_code = e.error_code, error_message = e.error_message, llm_provider = e.llm_provider,
                   llm_model = e.llm_model, prompt_tokens = e.prompt_tokens, completion_tokens = e.completion_tokens,
                   cost_usd = e.cost_usd::numeric, steps_executed = e.steps::int, started_at = e.started_at::timestamptz,
                   completed_at = e.completed_at::timestamptz, wake_at = e.wake_at::timestamptz,
                   lease_owner = CASE WHEN e.released THEN NULL ELSE e.owner END,
                   parked_at = CASE WHEN e.parked THEN now() END
              FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
                          ?::text[], ?::text[], ?::boolean[], ?::boolean[])
                   AS e(id, owner, epoch, status, waiting_reason, version, output, error_code, error_message,
                        llm_provider, llm_model, prompt_tokens, completion_tokens, cost_usd, steps, started_at,
                        completed_at, wake_at, released, parked)
             WHERE r.id = e.id AND r.lease_owner = e.owner AND r.lease_epoch = e.epoch AND r.version < e.version
               AND r.completed_at IS NULL""";

    /** Fails when a lease is lost, and with it all that is in its transaction. */
    private static final String UPDATE_ALL_RUNS = "WITH asked (runs) AS (VALUES (?::int)), written AS (" + UPDATE_RUNS
            + " RETURNING r.id) SELECT require_leases((SELECT count(*) FROM written), (SELECT runs FROM asked))";

    /** Of {@code require_leases}. */
    private static final String LEASE_LOST = "FM001";

    private static final String INSERT_STEPS = """
            INSERT INTO steps (tenant_id, run_id, sequence, id, type, input, output, prompt_tokens, completion_tokens,
                               cost_usd, latency_ms, lease_epoch, created_at)
            SELECT ?, s.run_id, s.sequence, s.id, s.type, s.input, s.output, s.prompt_tokens, s.completion_tokens,
                   s.cost_usd::numeric, s.latency_ms, s.lease_epoch, s.created_at::timestamptz
              FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                          ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                   AS s(run_id, sequence, id, type, input, output, prompt_tokens, completion_tokens, cost_usd,
                        latency_ms, lease_epoch, created_at)""";

    private static final String INSERT_ATTEMPTS = """
            INSERT INTO model_attempts (id, tenant_id, run_id, turn, n, model, state, lease_epoch, created_at)
            SELECT a.id, ?, a.run_id, a.turn::int, a.n::int, a.model, 'INTENT', a.lease_epoch, a.created_at::timestamptz
              FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                   AS a(id, run_id, turn, n, model, lease_epoch, created_at)""";

    private static final String END_ATTEMPTS = """
            UPDATE model_attempts a SET state = e.state
              FROM unnest(?::text[], ?::text[]) AS e(id, state)
             WHERE a.id = e.id AND a.state = 'INTENT'""";

    private static final String CONSUME_SIGNALS = "DELETE FROM run_signals WHERE id = ANY (?::text[])";

    private static final String INSERT_REPLIES = """
            INSERT INTO messages (id, tenant_id, session_id, run_id, role, content, created_at)
            SELECT m.id, ?, m.session_id, m.run_id, 'assistant', m.content, m.created_at::timestamptz
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   AS m(id, session_id, run_id, content, created_at)""";

    private final JdbcTemplate jdbc;
    private final RunPayloads payloads;
    private final MessageContents contents;
    private final Outbox outbox;

    JdbcJournal(JdbcTemplate jdbc, RunPayloads payloads, MessageContents contents, Outbox outbox) {
        this.jdbc = jdbc;
        this.payloads = payloads;
        this.contents = contents;
        this.outbox = outbox;
    }

    private record Line<T>(JournalEntry entry, T value) {
        Run run() {
            return entry.run();
        }

        long epoch() {
            return entry.lease().epoch();
        }
    }

    /** Writes in the open transaction; tells whether the leases of all still held. If not, it must be rolled back. */
    boolean write(List<JournalEntry> entries) {
        RoundTrip trip = new RoundTrip().add(UPDATE_RUNS, runs(entries).arrays());
        addLines(trip, entries);
        return trip.execute(jdbc)[0] == entries.size();
    }

    /** Writes in a transaction of its own, none being open; nothing of it, when the lease of one of them is lost. */
    boolean commit(List<JournalEntry> entries) {
        RoundTrip trip = new RoundTrip().add(UPDATE_ALL_RUNS, runs(entries).arraysAfter(entries.size()));
        addLines(trip, entries);
        try {
            trip.commit(jdbc);
            return true;
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException refusal && LEASE_LOST.equals(refusal.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void addLines(RoundTrip trip, List<JournalEntry> entries) {
        String tenant = Tenants.current().value();
        writeAttempts(trip, tenant, lines(entries, JournalEntry::attempts));
        writeSteps(trip, tenant, lines(entries, JournalEntry::steps));
        writeReplies(trip, tenant, lines(entries, entry -> entry.reply() == null ? List.of() : List.of(entry.reply())));
        consumeSignals(trip, lines(entries, JournalEntry::consumedSignals));
        outbox.publishAll(
                entries.stream().flatMap(entry -> entry.events().stream()).toList(), trip);
    }

    private static <T> List<Line<T>> lines(List<JournalEntry> entries, Function<JournalEntry, Collection<T>> values) {
        return entries.stream()
                .flatMap(entry -> values.apply(entry).stream().map(value -> new Line<>(entry, value)))
                .toList();
    }

    private Columns<JournalEntry> runs(List<JournalEntry> entries) {
        return Columns.of(entries)
                .text(entry -> entry.run().id())
                .text(entry -> entry.lease().owner())
                .number(entry -> entry.lease().epoch())
                .text(entry -> entry.run().status().wire())
                .text(entry -> entry.run().waitingReason())
                .number(entry -> entry.run().version())
                .text(entry -> payloads.output()
                        .sealIfPresent(entry.run().id(), entry.run().outputJson()))
                .text(entry -> error(entry, error -> error.code().wire()))
                .text(entry -> payloads.error().sealIfPresent(entry.run().id(), error(entry, RunError::message)))
                .text(entry -> model(entry, ModelId::provider))
                .text(entry -> model(entry, ModelId::name))
                .number(entry -> entry.run().totals().promptTokens())
                .number(entry -> entry.run().totals().completionTokens())
                .amount(entry -> entry.run().totals().costUsd())
                .number(entry -> (long) entry.run().totals().steps())
                .time(entry -> entry.run().startedAt())
                .time(entry -> entry.run().completedAt())
                .time(entry -> entry.run().wakeAt())
                .flag(JournalEntry::release)
                .flag(entry -> entry.release() && !entry.run().status().isFinal());
    }

    private static @Nullable String error(JournalEntry entry, Function<RunError, String> part) {
        RunError error = entry.run().error();
        return error == null ? null : part.apply(error);
    }

    private static @Nullable String model(JournalEntry entry, Function<ModelId, String> part) {
        String model = entry.run().model();
        return model == null ? null : part.apply(ModelId.parse(model));
    }

    private static void writeAttempts(RoundTrip trip, String tenant, List<Line<Attempt>> attempts) {
        List<Attempt> outcomes = attempts.stream()
                .map(Line::value)
                .filter(attempt -> attempt.state() != AttemptState.INTENT)
                .toList();
        if (!outcomes.isEmpty()) {
            Columns<Attempt> columns = Columns.of(outcomes)
                    .text(Attempt::id)
                    .text(attempt -> attempt.state().name());
            trip.add(END_ATTEMPTS, columns.arrays());
        }
        List<Line<Attempt>> intents = attempts.stream()
                .filter(line -> line.value().state() == AttemptState.INTENT)
                .toList();
        if (!intents.isEmpty()) {
            Columns<Line<Attempt>> columns = Columns.of(intents)
                    .text(line -> line.value().id())
                    .text(line -> line.run().id())
                    .number(line -> (long) line.value().turn())
                    .number(line -> (long) line.value().n())
                    .text(line -> line.value().model())
                    .number(Line::epoch)
                    .time(line -> line.value().at());
            trip.add(INSERT_ATTEMPTS, columns.arraysAfter(tenant));
        }
    }

    private void writeSteps(RoundTrip trip, String tenant, List<Line<StepRow>> steps) {
        if (steps.isEmpty()) {
            return;
        }
        Columns<Line<StepRow>> columns = Columns.of(steps)
                .text(line -> line.value().runId())
                .number(line -> line.value().sequence())
                .text(line -> line.value().id())
                .text(line -> line.value().type())
                .text(line -> payloads.stepInput().seal(name(line), line.value().inputJson()))
                .text(line ->
                        payloads.stepOutput().seal(name(line), line.value().outputJson()))
                .number(line -> line.value().promptTokens())
                .number(line -> line.value().completionTokens())
                .amount(line -> line.value().costUsd())
                .number(line -> line.value().latencyMillis())
                .number(Line::epoch)
                .time(line -> line.value().createdAt());
        trip.add(INSERT_STEPS, columns.arraysAfter(tenant));
    }

    private static String name(Line<StepRow> line) {
        return RunPayloads.step(line.value().runId(), line.value().sequence());
    }

    private void writeReplies(RoundTrip trip, String tenant, List<Line<Reply>> replies) {
        if (replies.isEmpty()) {
            return;
        }
        Columns<Line<Reply>> columns = Columns.of(replies)
                .text(line -> line.value().id())
                .text(line -> line.run().sessionId())
                .text(line -> line.run().id())
                .text(line -> contents.seal(line.value().id(), line.value().text()))
                .time(line -> line.value().at());
        trip.add(INSERT_REPLIES, columns.arraysAfter(tenant));
    }

    private static void consumeSignals(RoundTrip trip, List<Line<String>> signals) {
        if (!signals.isEmpty()) {
            trip.add(CONSUME_SIGNALS, Columns.of(signals).text(Line::value).arrays());
        }
    }
}
