package io.fermata.gateway.routing;

/** The services behind the edge, by the name operators know them by. */
public enum Service {
    IDENTITY("identity-service"),
    REGISTRY("agent-registry-service"),
    EXECUTOR("run-executor-service"),
    TOOLS("tool-service"),
    APPROVALS("approval-service"),
    POLICIES("policy-service"),
    METERING("metering-service");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
