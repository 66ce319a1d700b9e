package io.fermata.registry.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What describes an agent besides its configuration. Changing it makes no new version.
 *
 * @param agentType one of {@link ProfileRules#AGENT_TYPES}
 * @param triggerType one of {@link ProfileRules#TRIGGER_TYPES}
 */
public record AgentProfile(
        String name,
        @Nullable String description,
        String agentType,
        @Nullable String ownerEmail,
        List<String> tags,
        Capabilities capabilities,
        DataScope dataScope,
        AllowedDestinations allowedDestinations,
        String triggerType) {
    public static final String DEFAULT_AGENT_TYPE = "chat";
    public static final String DEFAULT_TRIGGER_TYPE = "manual";

    public AgentProfile {
        tags = List.copyOf(tags);
    }
}
