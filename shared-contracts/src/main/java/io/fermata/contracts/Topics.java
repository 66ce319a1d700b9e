package io.fermata.contracts;

/** Names of the Kafka topics. A record that cannot be processed goes to the topic's dead letter topic. */
public final class Topics {
    public static final String RUN_REQUESTED = "run.requested";
    public static final String RUN_CANCEL = "run.cancel";
    public static final String RUN_CHANGED = "run.changed";
    public static final String STEP_EMITTED = "step.emitted";
    public static final String STEP_DELTA = "step.delta";
    public static final String APPROVAL_REQUIRED = "approval.required";
    public static final String APPROVAL_DECIDED = "approval.decided";
    public static final String USAGE_RECORDED = "usage.recorded";
    public static final String AGENT_CHANGED = "agent.changed";
    public static final String TOOL_CHANGED = "tool.changed";
    public static final String TENANT_CHANGED = "tenant.changed";
    public static final String AUDIT_RECORDED = "audit.recorded";

    private static final String DEAD_LETTER_SUFFIX = ".dlt";

    private Topics() {}

    public static String dlt(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }
}
