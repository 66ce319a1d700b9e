package io.fermata.registry.draft;

import static io.fermata.registry.draft.Given.list;
import static io.fermata.registry.draft.Given.or;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fermata.registry.profile.AgentProfile;
import io.fermata.registry.profile.AllowedDestinations;
import io.fermata.registry.profile.Capabilities;
import io.fermata.registry.profile.DataScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates an agent. Only {@code name} must be there.
 *
 * @param status draft or active, active when left out; later it changes by moves only
 * @param versionLabel a name for the version of the configuration that this request makes
 */
public record AgentRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable String agentType,
        @Nullable String ownerEmail,
        @Nullable List<@Nullable String> tags,
        @Nullable CapabilitiesRequest capabilities,
        @Nullable DataScopeRequest dataScope,
        @Nullable AllowedDestinationsRequest allowedDestinations,
        @Nullable String triggerType,
        @Nullable ConfigRequest config,
        @Nullable String versionLabel,
        @Nullable String status) {

    public record CapabilitiesRequest(
            @Nullable Boolean read,
            @Nullable Boolean write,
            @JsonProperty("notify") @Nullable Boolean notifies,
            @Nullable Boolean execute) {
        Capabilities withDefaults() {
            Capabilities fallback = Capabilities.DEFAULT;
            return new Capabilities(
                    or(read, fallback.read()),
                    or(write, fallback.write()),
                    or(notifies, fallback.notifies()),
                    or(execute, fallback.execute()));
        }
    }

    public record DataScopeRequest(
            @Nullable List<@Nullable String> datasets,
            @Nullable List<@Nullable String> apis,
            @Nullable List<@Nullable String> services) {
        DataScope withDefaults() {
            return new DataScope(list(datasets), list(apis), list(services));
        }
    }

    public record AllowedDestinationsRequest(
            @Nullable Boolean email,
            @Nullable Boolean slack,
            @Nullable Boolean externalApi,
            @Nullable Boolean webhook) {
        AllowedDestinations withDefaults() {
            return new AllowedDestinations(
                    or(email, false), or(slack, false), or(externalApi, false), or(webhook, false));
        }
    }

    /** What is asked for, with every default filled in and nothing checked yet. */
    public AgentDraft draft() {
        return new AgentDraft(profile(), or(config, ConfigRequest.EMPTY).withDefaults(), versionLabel);
    }

    private AgentProfile profile() {
        return new AgentProfile(
                or(name, ""),
                description,
                or(agentType, AgentProfile.DEFAULT_AGENT_TYPE),
                ownerEmail,
                list(tags),
                capabilities == null ? Capabilities.DEFAULT : capabilities.withDefaults(),
                dataScope == null ? DataScope.EMPTY : dataScope.withDefaults(),
                allowedDestinations == null ? AllowedDestinations.NONE : allowedDestinations.withDefaults(),
                or(triggerType, AgentProfile.DEFAULT_TRIGGER_TYPE));
    }
}
