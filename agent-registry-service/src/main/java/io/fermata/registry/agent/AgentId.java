package io.fermata.registry.agent;

/** The id of an agent. Any text is one: an id nobody has given out is simply not found. */
public record AgentId(String value) {
    public static final String PREFIX = "agt";

    @Override
    public String toString() {
        return value;
    }
}
