package io.fermata.tools.builtin;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.tools.catalog.BuiltinTool;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.CallResult.Answered;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolCall;
import io.fermata.tools.invocation.ToolRunner;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code clock.now}: models do not know what time it is. */
@Component
class ClockTool implements BuiltinTool, ToolRunner {
    private static final ToolDefinition DEFINITION = BuiltinDefinitions.of(
            "clock.now",
            "Tells the current date, time and weekday in a time zone.",
            BuiltinDefinitions.oneString("timezone", "IANA name such as Europe/Vienna; UTC when left out", 64, false),
            Duration.ofSeconds(5),
            1);

    private final Clock clock;

    ClockTool(Clock clock) {
        this.clock = clock;
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
        try {
            ZoneId zone = ZoneId.of(call.arguments().path("timezone").asString("UTC"));
            ZonedDateTime now = ZonedDateTime.ofInstant(clock.instant(), zone);
            return new Answered(JsonNodeFactory.instance
                    .objectNode()
                    .put("now", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now))
                    .put("timezone", zone.getId())
                    .put("weekday", now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                    .put("unix_seconds", now.toEpochSecond()));
        } catch (DateTimeException _) {
            return Failed.unusable(new FieldProblem("/timezone", "is not the name of a time zone"));
        }
    }
}
