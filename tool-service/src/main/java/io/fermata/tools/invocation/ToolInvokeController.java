package io.fermata.tools.invocation;

import io.fermata.contracts.Problems;
import io.fermata.starter.idempotency.RequestIds;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.RequiresPermission;
import io.fermata.tools.catalog.CurrentTool;
import io.fermata.tools.catalog.ToolVersions;
import io.fermata.tools.invocation.Invocation.Origin;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Lets a person try a tool. What a run would be told as an outcome is told as a problem where the request is to blame. */
@RestController
class ToolInvokeController {
    private static final Duration LITTLE_WHILE = Duration.ofSeconds(1);

    private final InvokeTool invoke;
    private final NotePersonalCall note;
    private final ToolVersions tools;
    private final RequestIds requestIds;
    private final Json json;

    ToolInvokeController(
            InvokeTool invoke, NotePersonalCall note, ToolVersions tools, RequestIds requestIds, Json json) {
        this.invoke = invoke;
        this.note = note;
        this.tools = tools;
        this.requestIds = requestIds;
        this.json = json;
    }

    @PostMapping("/api/v1/tools/{name}/invoke")
    @RequiresPermission("tools:invoke")
    @Operation(
            summary = "Try a tool",
            description = "Calls it for real; a tool that fails is a 200 with `error`. 403 if it needs an approval and"
                    + " the caller may not change tools, 402 and 429 if its budget or rate is used up.")
    TriedView invoke(@PathVariable String name, @RequestBody InvokeRequest request) {
        CurrentTool tool = tools.current(name).orElseThrow(() -> ProblemException.notFound("tool"));
        requireNoApproval(tool);
        ObjectNode arguments = request.arguments();
        if (arguments == null) {
            throw ProblemException.validation("/arguments", "is required");
        }
        // A repeat of the request, whose first answer was lost or is not there yet, joins the first call.
        EffectKey key = new EffectKey(requestIds.next("inv"));
        String text = json.write(arguments);
        note.handle(key, tool, text);
        Answer answer = invoke.handle(new Invocation(key, Origin.PERSON, name, tool.version(), text, null));
        return TriedView.of(name, refuseProblems(answer));
    }

    /** Whoever may change the tool could switch the approval off; nobody else calls around it. */
    private static void requireNoApproval(CurrentTool tool) {
        if (tool.changed().requiresApproval() && !Caller.current().may("tools:write")) {
            throw ProblemException.of(Problems.FORBIDDEN, "This tool needs an approval, which only a run can ask for.");
        }
    }

    private static Answer refuseProblems(Answer answer) {
        ToolError error = switch (answer) {
            case Answer.Finished(Outcome outcome, boolean _) -> outcome.error();
            case Answer.NotNow(ToolError notNow) -> notNow;
            case Answer.Stale _ -> throw ProblemException.conflict("The tool was changed meanwhile; try again.");
        };
        if (error != null) {
            refuse(error);
        }
        return answer;
    }

    private static void refuse(ToolError error) {
        switch (error.code()) {
            case INVALID_ARGUMENTS ->
                throw ProblemException.of(Problems.VALIDATION, error.message())
                        .withErrors(error.places().stream()
                                .map(place -> new FieldProblem("/arguments" + place.pointer(), place.detail()))
                                .toList());
            case EGRESS_DENIED -> throw ProblemException.of(Problems.EGRESS_DENIED, error.message());
            case RATE_LIMITED ->
                throw ProblemException.rateLimited(
                        error.message(), Objects.requireNonNullElse(error.retryAfter(), LITTLE_WHILE));
            case BUDGET_EXCEEDED -> throw ProblemException.of(Problems.BUDGET_EXCEEDED, error.message());
            case TOOL_NOT_FOUND -> throw ProblemException.notFound("tool");
            default -> {
                // What the tool did is the answer, not a problem of the request.
            }
        }
    }

    record InvokeRequest(@Nullable ObjectNode arguments) {}
}
