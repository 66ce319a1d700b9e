package io.fermata.executor.intake;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.execution.Report.Line;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that an external runner did to the world outside.
 *
 * @param target whom or what it was done to; null when the action's name says it
 * @param method how it was done, such as an HTTP method
 * @param approved true when it is null
 * @param autoApproved whether nobody had to be asked; true when it is null
 */
record ReportedAction(
        @Nullable String action,
        @Nullable String target,
        @Nullable String method,
        @Nullable Boolean approved,
        @Nullable Boolean autoApproved) {

    void check(String at, Complaints complaints) {
        complaints.unless(action != null && Complaints.isName(action), at + "/action", Complaints.NAME);
        complaints.unless(target == null || Complaints.isName(target), at + "/target", Complaints.NAME);
        complaints.unless(method == null || Complaints.isName(method), at + "/method", Complaints.NAME);
    }

    /** As the result of a tool, which is where the run's actions are read from. */
    Line line(String callId) {
        ObjectNode in = JsonNodeFactory.instance
                .objectNode()
                .put("call_id", callId)
                .put("tool", Objects.requireNonNull(action))
                .put("approved", approved == null || approved)
                .put("auto_approved", autoApproved == null || autoApproved);
        if (target != null) {
            in.put("target", target);
        }
        if (method != null) {
            in.put("method", method);
        }
        return new Line(StepType.TOOL_RESULT, in.toString(), "{\"outcome\":\"succeeded\",\"result\":null}", 0, 0);
    }
}
