package io.fermata.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a service that cannot be reached is left alone, and for how long.
 *
 * @param window calls looked back on
 * @param minimumCalls calls before anything is concluded, and trial calls after the pause
 */
public record CircuitSettings(
        @DefaultValue("20") int window,
        @DefaultValue("10") int minimumCalls,
        @DefaultValue("50") int failurePercent,
        @DefaultValue("2s") Duration pause) {}
