package io.fermata.contracts;

/** CloudEvents types ({@code ce_type}). The suffix is the major version; it changes only with a new topic contract. */
public final class EventTypes {
    public static final String RUN_REQUESTED = "io.fermata.run.requested.v1";
    public static final String RUN_CANCEL_REQUESTED = "io.fermata.run.cancel.v1";
    public static final String RUN_CHANGED = "io.fermata.run.changed.v1";
    public static final String STEP_EMITTED = "io.fermata.step.emitted.v1";
    public static final String STEP_DELTA = "io.fermata.step.delta.v1";
    public static final String APPROVAL_REQUIRED = "io.fermata.approval.required.v1";
    public static final String APPROVAL_DECIDED = "io.fermata.approval.decided.v1";
    public static final String USAGE_RECORDED = "io.fermata.usage.recorded.v1";
    public static final String AGENT_CHANGED = "io.fermata.agent.changed.v1";
    public static final String TOOL_CHANGED = "io.fermata.tool.changed.v1";
    public static final String TENANT_CHANGED = "io.fermata.tenant.changed.v1";
    public static final String AUDIT_RECORDED = "io.fermata.audit.recorded.v1";

    private EventTypes() {}
}
