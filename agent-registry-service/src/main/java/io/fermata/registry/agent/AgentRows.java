package io.fermata.registry.agent;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AgentRows extends Repository<AgentRow, String>, JpaSpecificationExecutor<AgentRow> {
    Optional<AgentRow> findByIdAndDeletedFalse(String id);

    @Query("select a.id from AgentRow a where a.id in :ids and not a.deleted")
    Set<String> existing(Collection<String> ids);
}
