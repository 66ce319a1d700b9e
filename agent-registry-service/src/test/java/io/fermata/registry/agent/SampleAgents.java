package io.fermata.registry.agent;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.config.Guardrails;
import io.fermata.registry.config.Memory;
import io.fermata.registry.lifecycle.AgentStatus;
import io.fermata.registry.lifecycle.Stage;
import io.fermata.registry.profile.AgentProfile;
import io.fermata.registry.profile.AllowedDestinations;
import io.fermata.registry.profile.Capabilities;
import io.fermata.registry.profile.DataScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One agent with something in every field. */
final class SampleAgents {
    private static final Instant CREATED = Instant.parse("2026-11-21T08:00:00Z");

    private SampleAgents() {}

    static Agent refundHelper() {
        return new Agent(
                new AgentId("agt_0193e6a1b2c37d4e8f50617283940a1b"),
                new AgentProfile(
                        "refund-helper",
                        "Refunds orders.",
                        "chat",
                        "ana@example.com",
                        List.of("support"),
                        new Capabilities(true, false, true, false),
                        new DataScope(List.of("orders"), List.of("shop"), List.of()),
                        new AllowedDestinations(false, true, true, false),
                        "manual"),
                new AgentStatus.Active(),
                Stage.STAGING,
                3,
                config(),
                new Agent.Origin("user:usr_ana", CREATED),
                CREATED.plusSeconds(60),
                false,
                7);
    }

    private static AgentConfig config() {
        return new AgentConfig(
                "openai/gpt-4o-mini",
                List.of("anthropic/claude-haiku-4-5"),
                0.2,
                1024,
                "Be kind.",
                List.of("http.get", "orders.refund"),
                List.of("kb_returns"),
                new Guardrails(20, 40, new BigDecimal("0.5"), 900, List.of("orders.refund"), List.of("delete_data")),
                Memory.DEFAULT,
                Map.of("type", "object"),
                List.of());
    }
}
