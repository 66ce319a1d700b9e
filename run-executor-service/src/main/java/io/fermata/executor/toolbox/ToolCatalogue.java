package io.fermata.executor.toolbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.contracts.event.ToolChanged;
import io.fermata.executor.machine.ToolDefinition;
import io.fermata.executor.platform.ServiceCalls;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Definitions of tools, asked from the tool service and kept for a short while. A definition that went stale does no harm:
 * every call names the version it was decided on, and the tool service refuses another one.
 */
@Component
public class ToolCatalogue {

    private static final String NEVER_TWICE = "none";
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final ServiceCalls tools;
    private final Cache<Key, ToolDefinition> cache =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(50_000).build();

    ToolCatalogue(ServiceCalls.Factory calls) {
        this.tools = calls.toToolCatalogue();
    }

    /** The definitions by name. A tool that the tenant no longer has is left out. */
    public Map<String, ToolDefinition> resolve(String agentId, List<String> names) {
        Map<String, ToolDefinition> found = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            ToolDefinition known = cache.getIfPresent(key(name));
            if (known == null) {
                missing.add(name);
            } else {
                found.put(name, known);
            }
        }
        if (!missing.isEmpty()) {
            ask(agentId, missing).forEach(tool -> found.put(tool.name(), tool));
        }
        return found;
    }

    /** Takes a newer definition that came with an answer. */
    public ToolDefinition learn(ToolChanged changed) {
        ToolDefinition tool = definition(changed);
        cache.put(key(tool.name()), tool);
        return tool;
    }

    private List<ToolDefinition> ask(String agentId, List<String> names) {
        Resolved resolved = tools.post("/internal/v1/tools/resolve", new Resolve(names, agentId), Resolved.class);
        return resolved.tools().stream()
                .filter(tool -> !tool.deleted())
                .map(this::learn)
                .toList();
    }

    private static Key key(String name) {
        return new Key(Tenants.current().value(), name);
    }

    private static ToolDefinition definition(ToolChanged tool) {
        return new ToolDefinition(
                tool.name(),
                tool.version(),
                tool.description(),
                tool.parameters().toString(),
                tool.requiresApproval(),
                tool.riskLevel(),
                tool.category(),
                !tool.idempotency().equals(NEVER_TWICE));
    }

    private record Key(String tenant, String name) {}

    private record Resolve(List<String> names, String agentId) {}

    private record Resolved(List<ToolChanged> tools) {}
}
