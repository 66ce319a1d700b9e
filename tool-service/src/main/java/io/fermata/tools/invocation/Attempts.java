package io.fermata.tools.invocation;

import io.fermata.starter.failpoint.Failpoints;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolError.Code;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Calls a tool, and calls it again when that is safe and may help. */
@Component
class Attempts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final List<ToolRunner> runners;
    private final RandomGenerator random;

    Attempts(List<ToolRunner> runners, RandomGenerator random) {
        this.runners = List.copyOf(runners);
        this.random = random;
    }

    /** @param count how often the tool was called */
    record Tried(CallResult result, int count) {}

    Tried run(ToolCall call) {
        ToolRunner runner = runner(call.tool());
        if (call.cancellation().requested()) {
            return new Tried(Failed.certainly(Code.CANCELLED, "The call was cancelled before it was made."), 0);
        }
        for (int attempt = 1; ; attempt++) {
            CallResult result = runner.run(call);
            Failpoints.pass(Failpoints.TOOL_ANSWERED);
            if (!(result instanceof Failed failed) || !again(call, failed, attempt)) {
                return new Tried(result, attempt);
            }
        }
    }

    /** Waits before the next attempt; false when there shall be none. */
    private boolean again(ToolCall call, Failed failed, int attempt) {
        ToolDefinition tool = call.tool();
        if (!tool.idempotency().repeatable()
                || !failed.error().code().retryable()
                || attempt >= tool.limits().maxAttempts()) {
            return false;
        }
        Duration pause = pause(failed, attempt);
        return pause.compareTo(call.deadline().left()) < 0 && waited(call, pause);
    }

    /** Exponential with full jitter, but never sooner than the tool asked for. */
    private Duration pause(Failed failed, int attempt) {
        Duration asked = Objects.requireNonNullElse(failed.retryAfter(), Duration.ZERO);
        long most = Math.min(FIRST_PAUSE.toMillis() << (attempt - 1), LONGEST_PAUSE.toMillis());
        return asked.plusMillis(random.nextLong(most + 1));
    }

    private static boolean waited(ToolCall call, Duration pause) {
        try {
            return !call.cancellation().await(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ToolRunner runner(ToolDefinition tool) {
        return runners.stream()
                .filter(runner -> runner.runs(tool))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("nothing runs " + tool.name().value()));
    }
}
