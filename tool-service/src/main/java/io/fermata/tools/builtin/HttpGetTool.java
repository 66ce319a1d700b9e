package io.fermata.tools.builtin;

import io.fermata.tools.catalog.BuiltinTool;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.http.HttpExchange;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.ToolCall;
import io.fermata.tools.invocation.ToolRunner;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** {@code http.get}: reads a public page or API, without credentials. */
@Component
class HttpGetTool implements BuiltinTool, ToolRunner {
    private static final ToolDefinition DEFINITION = BuiltinDefinitions.of(
            "http.get",
            "Reads a public http or https URL. JSON comes back as it is, anything else as text.",
            BuiltinDefinitions.oneString("url", "The complete URL", 2048, true),
            Duration.ofSeconds(30),
            3);

    private final HttpExchange exchange;

    HttpGetTool(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public boolean runs(ToolDefinition tool) {
        return tool.builtin() && tool.name().equals(DEFINITION.name());
    }

    @Override
    public CallResult run(ToolCall call) {
        return exchange.get(call.arguments().path("url").stringValue(), call);
    }
}
