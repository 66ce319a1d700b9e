package io.fermata.tools.builtin;

import io.fermata.tools.catalog.BuiltinTool;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.CallResult.Answered;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolCall;
import io.fermata.tools.invocation.ToolError.Code;
import io.fermata.tools.invocation.ToolRunner;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code calculator}: models are bad at arithmetic. */
@Component
class CalculatorTool implements BuiltinTool, ToolRunner {
    private static final ToolDefinition DEFINITION = BuiltinDefinitions.of(
            "calculator",
            "Works out an arithmetic expression exactly. Knows + - * / % ^, parentheses and decimals.",
            BuiltinDefinitions.oneString("expression", "For example (19.99 * 3) / 1.2", 1000, true),
            Duration.ofSeconds(5),
            1);

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
        String expression = call.arguments().path("expression").stringValue();
        try {
            BigDecimal result = Calculator.evaluate(expression);
            // As text: a JSON number would be cut to a double by many who read it.
            return new Answered(JsonNodeFactory.instance
                    .objectNode()
                    .put("expression", expression)
                    .put("result", result.stripTrailingZeros().toPlainString()));
        } catch (ArithmeticException e) {
            return Failed.certainly(
                    Code.CALCULATION_FAILED, "The expression cannot be worked out: " + e.getMessage() + ".");
        }
    }
}
