package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.run.StepRows;
import io.fermata.executor.session.MessageContents;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is on disk about a run that is about to be executed. */
@Repository
class RunHistory {

    private final JdbcClient jdbc;
    private final StepRows rows;
    private final MessageContents contents;

    RunHistory(JdbcClient jdbc, StepRows rows, MessageContents contents) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.contents = contents;
    }

    @Transactional(readOnly = true)
    public List<StepRow> steps(String runId) {
        return jdbc.sql("SELECT " + StepRows.COLUMNS + " FROM steps WHERE run_id = ? ORDER BY sequence")
                .params(runId)
                .query(rows::read)
                .list();
    }

    /** Model calls that an earlier owner of the lease began and never ended. */
    @Transactional(readOnly = true)
    public List<Attempt> lostAttempts(String runId) {
        return jdbc.sql(
                        "SELECT id, turn, n, model, created_at FROM model_attempts WHERE run_id = ? AND state = 'INTENT'")
                .params(runId)
                .query((rs, _) -> new Attempt(
                        rs.getString("id"),
                        rs.getInt("turn"),
                        rs.getInt("n"),
                        rs.getString("model"),
                        AttemptState.INTENT,
                        rs.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The sequence of the last step; zero when there is none. */
    @Transactional(readOnly = true)
    public int lastSequence(String runId) {
        return jdbc.sql("SELECT coalesce(max(sequence), 0) FROM steps WHERE run_id = ?")
                .params(runId)
                .query(Integer.class)
                .single();
    }

    /** How often a model has been asked for this turn, whatever came of it. */
    @Transactional(readOnly = true)
    public int attempts(String runId, int turn) {
        return jdbc.sql("SELECT count(*) FROM model_attempts WHERE run_id = ? AND turn = ?")
                .params(runId, turn)
                .query(Integer.class)
                .single();
    }

    /**
     * The last messages of the session before this run, oldest first. They begin with the user's: a conversation that
     * begins with an answer is refused by some providers.
     */
    @Transactional(readOnly = true)
    public List<Message> earlierMessages(Run run, int most) {
        return jdbc
                .sql("""
                SELECT id, role, content FROM (
                  SELECT id, role, content FROM messages
                   WHERE session_id = ? AND run_id <> ? AND created_at <= ?
                   ORDER BY id DESC LIMIT ?) latest
                 ORDER BY id
                """)
                .params(run.sessionId(), run.id(), run.createdAt().atOffset(ZoneOffset.UTC), most)
                .query((rs, _) ->
                        message(rs.getString("role"), contents.open(rs.getString("id"), rs.getString("content"))))
                .stream()
                .dropWhile(message -> !(message instanceof Message.User))
                .toList();
    }

    private static Message message(String role, String content) {
        return role.equals("user") ? new Message.User(content) : new Message.Assistant(content, List.of());
    }
}
