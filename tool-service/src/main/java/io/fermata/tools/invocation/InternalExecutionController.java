package io.fermata.tools.invocation;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.tools.invocation.Invocation.Origin;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the executor: performs the effects of runs. Not routed by the gateway. */
@RestController
@RequestMapping("/internal/v1/tool-executions")
class InternalExecutionController {
    private final InvokeTool invoke;
    private final CancelExecution cancel;

    InternalExecutionController(InvokeTool invoke, CancelExecution cancel) {
        this.invoke = invoke;
        this.cancel = cancel;
    }

    @PostMapping
    @RequiresPermission("tools:invoke")
    OutcomeView execute(@RequestBody ExecuteRequest request) {
        return OutcomeView.of(invoke.handle(request.invocation()));
    }

    @PostMapping("/{effectKey}/cancel")
    @RequiresPermission("tools:invoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String effectKey) {
        cancel.handle(key(effectKey));
    }

    private static EffectKey key(@Nullable String value) {
        try {
            return new EffectKey(Objects.requireNonNullElse(value, ""));
        } catch (IllegalArgumentException e) {
            throw ProblemException.validation("/effect_key", String.valueOf(e.getMessage()));
        }
    }

    /** @param argumentsJson the exact text that was decided on */
    record ExecuteRequest(
            @Nullable String effectKey,
            @Nullable String runId,
            @Nullable String stepId,
            @Nullable String agentId,
            @Nullable Integer agentVersion,
            @Nullable String tool,
            @Nullable Integer toolVersion,
            @Nullable String argumentsJson,
            @Nullable List<String> allowedTools) {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

        Invocation invocation() {
            return new Invocation(
                    key(effectKey),
                    new Origin(id("/run_id", runId), id("/step_id", stepId), id("/agent_id", agentId), agentVersion),
                    required("/tool", tool),
                    required("/tool_version", toolVersion),
                    required("/arguments_json", argumentsJson),
                    required("/allowed_tools", allowedTools));
        }

        private static @Nullable String id(String pointer, @Nullable String value) {
            if (value != null && !ID.matcher(value).matches()) {
                throw ProblemException.validation(pointer, "must match " + ID);
            }
            return value;
        }

        private static <T> T required(String pointer, @Nullable T value) {
            if (value == null) {
                throw ProblemException.validation(pointer, "is required");
            }
            return value;
        }
    }
}
