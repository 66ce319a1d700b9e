package io.fermata.e2e.torture;

import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.torture.workload.Party;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** After the heal: waits until nothing is under way any more, and asks whether life goes on. */
record Drain(Databases databases, List<Party> parties) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String UNDER_WAY = """
            SELECT count(*) FROM runs WHERE completed_at IS NULL AND waiting_reason IS DISTINCT FROM 'needs_reconciliation'""";

    /** Null when runs are still under way after all this time. */
    @Nullable
    Duration await() throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            if (databases
                            .query("fermata_executor", UNDER_WAY, row -> row.getLong(1))
                            .getFirst()
                    == 0) {
                return Duration.ofNanos(System.nanoTime() - began);
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        return null;
    }

    /** Each agent does a new run, and is waited for. */
    boolean alive() {
        return parties.stream().allMatch(party -> party.agents().stream().allMatch(agent -> succeeds(party, agent)));
    }

    private static boolean succeeds(Party party, String agent) {
        try {
            JsonNode run = party.gateway()
                    .send(
                            "POST",
                            "/api/v1/agents/" + agent + "/runs",
                            Map.of("input", Map.of("message", "operation after-" + agent + " shape-talk")),
                            Map.of("Prefer", "wait=60"))
                    .requireSuccess("a run after the heal")
                    .json();
            return run.path("status").asString().equals("succeeded");
        } catch (UncheckedIOException | IllegalStateException _) {
            return false;
        }
    }
}
