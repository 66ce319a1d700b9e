package io.fermata.executor.machine;

/** Where one call of the current turn stands. */
public sealed interface CallState {

    ToolCall call();

    record Proposed(ToolCall call) implements CallState {}

    record AwaitingApproval(ToolCall call, String approvalId, int toolVersion) implements CallState {}

    record Approved(ToolCall call, int toolVersion) implements CallState {}

    record Denied(ToolCall call, String code, String message) implements CallState {}

    record Intended(ToolCall call, String effectKey, int toolVersion) implements CallState {}

    /** The tool may or may not have acted and is not asked again: a person has to say. */
    record InDoubt(ToolCall call, String effectKey, int toolVersion) implements CallState {}

    record Answered(ToolCall call) implements CallState {}
}
