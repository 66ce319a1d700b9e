package io.fermata.contracts.event;

/** The kinds of steps a run is made of. */
public final class StepType {
    public static final String THINK = "think";
    public static final String TOOL_CALL = "tool_call";
    public static final String TOOL_RESULT = "tool_result";
    public static final String RETRIEVAL = "retrieval";
    public static final String APPROVAL_REQUEST = "approval_request";
    public static final String APPROVAL_RESPONSE = "approval_response";
    public static final String WAIT = "wait";
    public static final String HANDOFF = "handoff";
    public static final String OUTPUT = "output";
    public static final String ERROR = "error";

    private StepType() {}
}
