package io.fermata.contracts.event;

/** What a usage event measures. */
public final class UsageKind {
    public static final String MODEL_CALL = "model_call";
    public static final String TOOL_CALL = "tool_call";

    private UsageKind() {}
}
