package io.fermata.executor.session;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sessions and their messages. */
@Repository
public class SessionStore {

    private final JdbcClient jdbc;
    private final MessageContents contents;
    private final Ids ids;

    SessionStore(JdbcClient jdbc, MessageContents contents, Ids ids) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.ids = ids;
    }

    public record Session(String id, String agentId, Instant createdAt) {}

    public record Message(String id, String runId, String role, String content, Instant createdAt) {}

    @Transactional(readOnly = true)
    public Optional<Session> find(String id) {
        return jdbc.sql("SELECT id, agent_id, created_at FROM sessions WHERE id = ?")
                .params(id)
                .query((rs, _) -> new Session(rs.getString(1), rs.getString(2), time(rs, 3)))
                .optional();
    }

    /** What was said in a session is its agent's: no other one is told of it. */
    @Transactional(readOnly = true)
    public boolean isOfAnother(@Nullable String id, String agentId) {
        return id != null
                && find(id).filter(session -> !session.agentId().equals(agentId))
                        .isPresent();
    }

    /** Makes the session unless it is there; gives false when it is another agent's. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean open(String id, String agentId, Instant now) {
        int made = jdbc.sql(
                        "INSERT INTO sessions (tenant_id, id, agent_id, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(Tenants.current().value(), id, agentId, now.atOffset(ZoneOffset.UTC))
                .update();
        return made == 1 || !isOfAnother(id, agentId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void userSaid(String sessionId, String runId, String text, Instant now) {
        String id = ids.next("msg");
        jdbc.sql("""
                INSERT INTO messages (id, tenant_id, session_id, run_id, role, content, created_at)
                VALUES (?, ?, ?, ?, 'user', ?, ?)
                """)
                .params(
                        id,
                        Tenants.current().value(),
                        sessionId,
                        runId,
                        contents.seal(id, text),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Message> messages(String sessionId, int most, @Nullable String before) {
        return jdbc.sql("""
                SELECT id, run_id, role, content, created_at FROM messages
                 WHERE tenant_id = ? AND session_id = ? AND (?::text IS NULL OR id < ?)
                 ORDER BY id DESC LIMIT ?
                """)
                .params(Tenants.current().value(), sessionId)
                .param(before)
                .param(before)
                .param(most)
                .query((rs, _) -> message(rs))
                .list();
    }

    private Message message(ResultSet rs) throws SQLException {
        String id = rs.getString(1);
        return new Message(id, rs.getString(2), rs.getString(3), contents.open(id, rs.getString(4)), time(rs, 5));
    }

    private static Instant time(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
