package io.fermata.executor.run;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.run.RunView.ActionTaken;
import io.fermata.starter.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The ledger of what runs did outside, read from their logs. */
@Component
class ActionsTaken {

    private final JdbcClient jdbc;
    private final StepRows rows;
    private final Json json;

    ActionsTaken(JdbcClient jdbc, StepRows rows, Json json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    /** By run id, in the order of the logs. */
    @Transactional(readOnly = true)
    public Map<String, List<ActionTaken>> of(List<String> runIds) {
        if (runIds.isEmpty()) {
            return Map.of();
        }
        Ledger ledger = new Ledger();
        jdbc.sql("SELECT " + StepRows.COLUMNS + """
                 FROM steps
                WHERE run_id IN (:runs) AND type IN ('tool_result', 'approval_response')
                ORDER BY run_id, sequence
                """).param("runs", runIds).query(rows::read).stream()
                .forEach(ledger::add);
        return ledger.actions;
    }

    /** Models use an id again in a later turn; within one, it is one call's. */
    private record CallInRun(String runId, String callId) {}

    private final class Ledger {
        private final Map<String, List<ActionTaken>> actions = new HashMap<>();
        private final Set<CallInRun> approvedCalls = new HashSet<>();

        void add(StepRow step) {
            JsonNode input = json.read(step.inputJson());
            JsonNode output = json.read(step.outputJson());
            CallInRun call = new CallInRun(step.runId(), input.path("call_id").asString());
            if (step.type().equals(StepType.APPROVAL_RESPONSE)) {
                if (output.path("decision").asString().equals("approved")) {
                    approvedCalls.add(call);
                }
            } else if (step.type().equals(StepType.TOOL_RESULT) && input.has("tool")) {
                boolean asked = approvedCalls.remove(call);
                String outcome = output.path("outcome").asString();
                if (!outcome.equals("not_run")) {
                    actions.computeIfAbsent(step.runId(), _ -> new ArrayList<>())
                            .add(action(input, outcome, asked, step.createdAt()));
                }
            }
        }

        /** Of a call that was made here the log says who approved it; a runner outside says so itself. */
        private static ActionTaken action(JsonNode input, String outcome, boolean asked, Instant at) {
            String tool = input.path("tool").asString();
            int dot = tool.lastIndexOf('.');
            return new ActionTaken(
                    tool,
                    input.path("target").asString(dot < 0 ? tool : tool.substring(0, dot)),
                    input.path("approved").asBoolean(true),
                    input.path("auto_approved").asBoolean(!asked),
                    outcome,
                    at);
        }
    }
}
