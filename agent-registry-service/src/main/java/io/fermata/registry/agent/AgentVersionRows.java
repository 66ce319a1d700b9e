package io.fermata.registry.agent;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AgentVersionRows extends Repository<AgentVersionRow, AgentVersionRow.Key> {
    @Query("""
            select v from AgentVersionRow v
            where v.key.agentId = :agentId and v.key.number < :before
            order by v.key.number desc
            """)
    List<AgentVersionRow> newestBefore(String agentId, int before, Limit limit);

    Optional<AgentVersionRow> findByKey(AgentVersionRow.Key key);
}
