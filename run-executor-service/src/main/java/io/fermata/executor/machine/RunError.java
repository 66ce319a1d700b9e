package io.fermata.executor.machine;

/** Why a run or one of its attempts did not succeed, in a closed vocabulary of codes. */
public record RunError(Code code, String message) {

    public enum Code {
        MAX_STEPS_EXCEEDED("max-steps-exceeded", false),
        MAX_TOOL_CALLS_EXCEEDED("max-tool-calls-exceeded", false),
        BUDGET_EXCEEDED("budget-exceeded", false),
        RUN_TIMEOUT("run-timeout", true),
        MODEL_RATE_LIMITED("model-rate-limited", true),
        MODEL_UNAVAILABLE("model-unavailable", true),
        MODEL_TIMEOUT("model-timeout", true),
        MODEL_INTERRUPTED("model-interrupted", true),
        MODEL_REJECTED("model-rejected", false),
        MODEL_NOT_CONFIGURED("model-not-configured", false),
        MODEL_UNPRICED("model-unpriced", false),
        OUTPUT_INVALID("output-invalid", false),
        OUTPUT_TRUNCATED("output-truncated", false),
        OUTPUT_TOO_LARGE("output-too-large", false),
        AGENT_NOT_FOUND("agent-not-found", false),
        AGENT_NOT_ACTIVE("agent-not-active", false),
        RUNNER_FAILED("runner-failed", false),
        INTERNAL("internal", true);

        private final String wire;
        private final boolean retryable;

        Code(String wire, boolean retryable) {
            this.wire = wire;
            this.retryable = retryable;
        }

        /** The code as API, events and database spell it. */
        public String wire() {
            return wire;
        }

        public boolean retryable() {
            return retryable;
        }

        public static Code of(String wire) {
            for (Code code : values()) {
                if (code.wire.equals(wire)) {
                    return code;
                }
            }
            throw new IllegalArgumentException("unknown run error code: " + wire);
        }
    }

    public boolean retryable() {
        return code.retryable;
    }
}
