package io.fermata.registry.agent;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The agents of the current tenant and all their versions. A deleted agent is not found. */
public interface Agents {
    /**
     * The agent as it stands.
     *
     * @throws io.fermata.starter.problem.ProblemException {@code not-found}
     */
    Agent require(AgentId id);

    Page<Agent> list(AgentFilter filter, PageRequest page);

    /** Those of the ids that are agents. */
    Set<String> existing(Collection<String> ids);

    Page<AgentVersion> versions(AgentId id, PageRequest page);

    Optional<AgentVersion> findVersion(AgentId id, int number);

    /**
     * The version as it was made.
     *
     * @throws io.fermata.starter.problem.ProblemException {@code not-found}
     */
    AgentVersion requireVersion(AgentId id, int number);

    /** Keeps a new agent, its first version and the events that tell of it. */
    Agent add(AgentEdit edit, Signed by);

    /**
     * Keeps a changed agent, its new version if there is one, and the events that tell of it.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException when the agent is not as {@code before} any more
     */
    Agent replace(Agent before, AgentEdit edit, Signed by);

    /** Who does what, for the audit trail. */
    record Signed(String actor, String action) {}
}
