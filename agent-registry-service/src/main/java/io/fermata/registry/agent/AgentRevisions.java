package io.fermata.registry.agent;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.tenancy.Tenants;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How often agents have changed, and nothing else about them: each start of a run asks, and few agents have. */
@Component
class AgentRevisions {
    private static final LoneStatement FIND =
            new LoneStatement("SELECT revision FROM agents WHERE tenant_id = ? AND id = ? AND NOT deleted");

    private final JdbcTemplate database;

    AgentRevisions(JdbcTemplate database) {
        this.database = database;
    }

    /** Empty when there is no such agent, or none any more. */
    Optional<Long> find(AgentId id) {
        return FIND
                .query(database, (row, _) -> row.getLong(1), Tenants.current().value(), id.value())
                .stream()
                .findFirst();
    }
}
