package io.fermata.registry.agent;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The agents of the current tenant and all their versions. A deleted agent is not found. */
public interface Agents {
    Optional<Agent> find(AgentId id);

    Page<Agent> list(AgentFilter filter, PageRequest page);

    /** @return those of the ids that are agents */
    Set<String> existing(Collection<String> ids);

    Page<AgentVersion> versions(AgentId id, PageRequest page);

    Optional<AgentVersion> findVersion(AgentId id, int number);

    /** Keeps a new agent, its first version and the events that tell of it. */
    Agent add(AgentEdit edit, Signed by);

    /**
     * Keeps a changed agent, its new version if there is one, and the events that tell of it.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException when the agent is not as {@code before} any more
     */
    Agent replace(Agent before, AgentEdit edit, Signed by);

    default Agent require(AgentId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("agent"));
    }

    default AgentVersion requireVersion(AgentId id, int number) {
        return findVersion(id, number).orElseThrow(() -> ProblemException.notFound("version"));
    }

    /** Who does what, for the audit trail. */
    record Signed(String actor, String action) {}
}
