package io.fermata.executor.toolbox;

import io.fermata.contracts.event.ToolChanged;
import io.fermata.executor.platform.ServiceCalls;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks the tool service to run a tool. The same effect key twice is the same execution. */
@Component
public class ToolExecutions {

    private final ServiceCalls tools;

    ToolExecutions(ServiceCalls.Factory calls) {
        this.tools = calls.toToolExecutions();
    }

    /**
     * Returns when the tool has answered.
     *
     * @param onOpen is given the handle that closes the connection from another thread
     * @throws io.fermata.executor.platform.ServiceUnavailableException when the outcome is not known yet; ask again with
     *     the same key
     */
    public Outcome execute(Order order, Consumer<Runnable> onOpen) {
        return tools.post("/internal/v1/tool-executions", order, Outcome.class, onOpen);
    }

    /** Interrupts the execution if it is under way. */
    public void cancel(String effectKey) {
        tools.tell("/internal/v1/tool-executions/" + effectKey + "/cancel");
    }

    public record Order(
            String effectKey,
            String runId,
            String stepId,
            String agentId,
            int agentVersion,
            String tool,
            int toolVersion,
            String argumentsJson,
            List<String> allowedTools) {}

    /**
     * What came of an order.
     *
     * @param outcome {@code succeeded|failed|unknown|stale}
     */
    public record Outcome(
            String outcome,
            @Nullable JsonNode output,
            @Nullable Failure error,
            long latencyMs,
            @Nullable ToolChanged tool) {}

    public record Failure(String code, String message, boolean retryable) {}
}
