package io.fermata.executor.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.contracts.event.AgentChanged;
import io.fermata.executor.platform.ServiceCalls;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds agents. The registry is asked first, so that what a user did a moment ago counts; when it does not answer, the
 * copy fed by {@code agent.changed} does. A version that a run is pinned to never changes, so the copy comes first there.
 */
@Component
public class AgentDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(AgentDirectory.class);
    /** What else a caller writes for an id does not become part of an address that is asked in this service's name. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int MOST_KEPT = 10_000;
    private static final Duration KEEP_AGAIN = Duration.ofMinutes(10);

    private final ServiceCalls registry;
    private final JdbcAgentCopies copies;
    private final Cache<AgentKey, Instant> kept = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(KEEP_AGAIN)
            .build();

    private record AgentKey(TenantId tenant, String agentId) {}

    AgentDirectory(ServiceCalls.Factory calls, JdbcAgentCopies copies) {
        this.registry = calls.toRegistry();
        this.copies = copies;
    }

    /**
     * The agent as it is now, at the given version when there is one; empty when it is unknown or deleted.
     *
     * @throws ServiceUnavailableException when only the registry could tell and it does not answer
     */
    public Optional<Agent> findForStart(String agentId, @Nullable Integer version) {
        Optional<AgentChanged> found;
        try {
            found = ask(agentId, version);
            found.filter(_ -> version == null).ifPresent(this::keep);
        } catch (ServiceUnavailableException e) {
            found = fromCopies(agentId, version);
            if (found.isEmpty()) {
                throw e;
            }
            LOG.atWarn().addKeyValue("agent_id", agentId).log("registry away, starting from the local copy");
        }
        return found.map(AgentSnapshots::read).filter(agent -> !agent.deleted());
    }

    /**
     * The version that a run was started with.
     *
     * @throws ServiceUnavailableException when it is not here and the registry does not answer
     */
    public Optional<Agent> findVersion(String agentId, int version) {
        return copies.findVersion(agentId, version)
                .or(() -> ask(agentId, version))
                .map(AgentSnapshots::read);
    }

    /** Whether the tenant has or had this agent. Assumed so while the only one who could tell does not answer. */
    public boolean isKnown(String agentId) {
        try {
            return copies.findCurrent(agentId).isPresent() || ask(agentId, null).isPresent();
        } catch (ServiceUnavailableException e) {
            return true;
        }
    }

    /** Unless it is what was kept last: most runs are of agents that nobody has changed. */
    private void keep(AgentChanged agent) {
        AgentKey key = new AgentKey(Tenants.current(), agent.agentId());
        if (!agent.changedAt().equals(kept.getIfPresent(key))) {
            copies.keep(agent);
            kept.put(key, agent.changedAt());
        }
    }

    private Optional<AgentChanged> fromCopies(String agentId, @Nullable Integer version) {
        Optional<AgentChanged> current = copies.findCurrent(agentId);
        return version == null ? current : current.flatMap(_ -> copies.findVersion(agentId, version));
    }

    private Optional<AgentChanged> ask(String agentId, @Nullable Integer version) {
        if (!ID.matcher(agentId).matches()) {
            return Optional.empty();
        }
        String query = version == null ? "" : "?version=" + version;
        return registry.find("/internal/v1/agents/" + agentId + query, AgentChanged.class);
    }
}
