package io.fermata.executor.agent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.contracts.event.AgentChanged;
import io.fermata.executor.platform.ServiceCalls;
import io.fermata.executor.platform.ServiceCalls.Tagged;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
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

    private static final int MOST_CHARACTERS_KNOWN = 2_000_000;
    private static final Duration ASK_ANEW = Duration.ofMinutes(10);

    private final ServiceCalls registry;
    private final JdbcAgentCopies copies;

    /** What the registry said last, and the table of copies has: most runs are of agents that nobody has changed since. */
    private final Cache<AgentKey, Tagged<AgentChanged>> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS_KNOWN)
            .<AgentKey, Tagged<AgentChanged>>weigher(
                    (_, agent) -> agent.value().config().toString().length())
            .expireAfterWrite(ASK_ANEW)
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
            found = version == null ? askForCurrent(agentId) : ask(agentId, version);
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

    private Optional<AgentChanged> fromCopies(String agentId, @Nullable Integer version) {
        Optional<AgentChanged> current = copies.findCurrent(agentId);
        return version == null ? current : current.flatMap(_ -> copies.findVersion(agentId, version));
    }

    private Optional<AgentChanged> askForCurrent(String agentId) {
        AgentKey key = new AgentKey(Tenants.current(), agentId);
        Tagged<AgentChanged> before = known.getIfPresent(key);
        Optional<Tagged<AgentChanged>> found =
                path(agentId).flatMap(path -> registry.find(path, before, AgentChanged.class));
        found.filter(agent -> !agent.equals(before)).ifPresent(agent -> {
            copies.keep(agent.value());
            known.put(key, agent);
        });
        return found.map(Tagged::value);
    }

    private Optional<AgentChanged> ask(String agentId, @Nullable Integer version) {
        String query = version == null ? "" : "?version=" + version;
        return path(agentId).flatMap(path -> registry.find(path + query, AgentChanged.class));
    }

    private static Optional<String> path(String agentId) {
        return Optional.of(agentId).filter(id -> ID.matcher(id).matches()).map(id -> "/internal/v1/agents/" + id);
    }
}
