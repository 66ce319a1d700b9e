package io.fermata.testkit.scenario;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** Follows one run to its end, deciding approvals on the way. */
final class RunWatch {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "blocked");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Gateway gateway;
    private final Gateway approver;
    private final Decision decision;
    private final Duration patience;

    RunWatch(Gateway gateway, Gateway approver, Decision decision, Duration patience) {
        this.gateway = gateway;
        this.approver = approver;
        this.decision = decision;
        this.patience = patience;
    }

    FinishedRun await(String runId) {
        try {
            Awaitility.await().atMost(patience).pollInterval(BETWEEN_LOOKS).until(() -> arrived(runId));
        } catch (ConditionTimeoutException late) {
            var run = look(runId);
            if (!run.status().startsWith("waiting")) {
                throw new AssertionError("the run is not done after " + patience + "\n\n" + run.describe(), late);
            }
        }
        return look(runId);
    }

    private boolean arrived(String runId) {
        var status = run(runId).path("status").asString("");
        if (status.equals("waiting_approval") && decision != Decision.LEAVE_OPEN) {
            decide(runId);
            return false;
        }
        // A run that merely waits, for a retry perhaps, may go on by itself: it is given its time.
        return ENDED.contains(status) || status.equals("waiting_approval");
    }

    private void decide(String runId) {
        var verb = decision == Decision.APPROVE ? "approve" : "reject";
        for (var approval :
                approver.get("/api/v1/approvals?status=pending&limit=100").path("data")) {
            if (approval.path("run_id").asString("").equals(runId)) {
                var path = "/api/v1/approvals/" + approval.path("id").asString() + "/" + verb;
                requireDecided(
                        approver.tryPost(path, Map.of("notes", "decided by a test"))
                                .statusCode(),
                        path);
            }
        }
    }

    /** The run may not have heard of a decision yet when we look again: being told that it was taken is fine. */
    private static void requireDecided(int status, String path) {
        if (status >= 300 && status != 409) {
            throw new AssertionError("POST " + path + " was answered " + status);
        }
    }

    private FinishedRun look(String runId) {
        return new FinishedRun(run(runId), steps(runId));
    }

    private JsonNode run(String runId) {
        return gateway.get("/api/v1/runs/" + runId);
    }

    private List<Step> steps(String runId) {
        var steps = new ArrayList<Step>();
        var path = "/api/v1/runs/" + runId + "/steps?limit=100";
        var page = gateway.get(path);
        page.path("data").forEach(step -> steps.add(new Step(step)));
        while (page.path("next_cursor").isString()) {
            var cursor = URLEncoder.encode(page.path("next_cursor").asString(), StandardCharsets.UTF_8);
            page = gateway.get(path + "&cursor=" + cursor);
            page.path("data").forEach(step -> steps.add(new Step(step)));
        }
        steps.sort(Comparator.comparingLong(Step::sequence));
        return List.copyOf(steps);
    }
}
