package io.fermata.registry.draft;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.profile.AgentProfile;
import org.jspecify.annotations.Nullable;

/** An agent as somebody wants it, before anybody has checked whether it may be so. */
public record AgentDraft(
        AgentProfile profile, AgentConfig config, @Nullable String versionLabel) {}
