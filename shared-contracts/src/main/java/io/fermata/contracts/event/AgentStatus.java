package io.fermata.contracts.event;

/** The life cycle of an agent. */
public final class AgentStatus {
    public static final String DRAFT = "draft";
    public static final String ACTIVE = "active";
    public static final String PAUSED = "paused";
    public static final String DEPRECATED = "deprecated";

    private AgentStatus() {}
}
