package io.fermata.executor.agent;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.Tenants;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The local copies of agents. Versions never change; which one is current and its status follow the newest event. */
@Repository
class JdbcAgentCopies {

    private final JdbcClient jdbc;
    private final Json json;

    JdbcAgentCopies(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional
    public void keep(AgentChanged agent) {
        jdbc.sql("""
                INSERT INTO agent_versions (tenant_id, agent_id, version, snapshot) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
                .params(tenant(), agent.agentId(), agent.version(), json.write(agent))
                .update();
        jdbc.sql("""
                INSERT INTO agents (tenant_id, agent_id, version, status, deleted, changed_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant_id, agent_id) DO UPDATE
                   SET version = excluded.version, status = excluded.status, deleted = excluded.deleted,
                       changed_at = excluded.changed_at
                 WHERE agents.changed_at < excluded.changed_at
                """)
                .params(
                        tenant(),
                        agent.agentId(),
                        agent.version(),
                        agent.status(),
                        agent.deleted(),
                        agent.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<AgentChanged> findVersion(String agentId, int version) {
        return jdbc.sql("SELECT snapshot FROM agent_versions WHERE agent_id = ? AND version = ?")
                .params(agentId, version)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    @Transactional(readOnly = true)
    public Optional<AgentChanged> findCurrent(String agentId) {
        return jdbc.sql("""
                SELECT v.snapshot, a.status, a.deleted
                  FROM agents a JOIN agent_versions v USING (tenant_id, agent_id, version)
                 WHERE a.agent_id = ?
                """)
                .params(agentId)
                .query((rs, _) -> withStatus(read(rs.getString(1)), rs.getString(2), rs.getBoolean(3)))
                .optional();
    }

    private AgentChanged read(String snapshot) {
        return json.readTolerant(snapshot, AgentChanged.class);
    }

    private static AgentChanged withStatus(AgentChanged agent, String status, boolean deleted) {
        return new AgentChanged(
                agent.agentId(),
                agent.version(),
                agent.name(),
                status,
                deleted,
                agent.agentType(),
                agent.ownerEmail(),
                agent.tags(),
                agent.config(),
                agent.changedAt());
    }

    private static String tenant() {
        return Tenants.current().value();
    }
}
