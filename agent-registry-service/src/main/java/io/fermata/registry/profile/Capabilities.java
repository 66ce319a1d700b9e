package io.fermata.registry.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The kinds of operation an agent is said to do, for those who choose one. Nothing is refused by it: guardrails do that.
 *
 * @param notifies {@code notify} outside of Java, where a record cannot have a component of that name
 */
public record Capabilities(
        boolean read, boolean write, @JsonProperty("notify") boolean notifies, boolean execute) {
    public static final Capabilities DEFAULT = new Capabilities(true, false, false, false);
}
