package io.fermata.starter.logging;

/** Every key a log line may carry, so that one query works on the logs of all services. */
public final class LogKeys {
    public static final String REQUEST_ID = "request_id";
    public static final String TRACE_ID = "trace_id";
    public static final String SPAN_ID = "span_id";
    public static final String TENANT_ID = "tenant_id";
    public static final String SUBJECT = "subject";
    public static final String EVENT_ID = "event_id";
    public static final String TOPIC = "topic";
    public static final String RUN_ID = "run_id";
    public static final String STEP_ID = "step_id";
    public static final String AGENT_ID = "agent_id";
    public static final String APPROVAL_ID = "approval_id";
    public static final String TOOL = "tool";

    private LogKeys() {}
}
