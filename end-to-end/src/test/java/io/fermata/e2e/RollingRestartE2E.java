package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.StackService;
import io.fermata.localstack.junit.LocalStackExtension;
import io.fermata.localstack.junit.PlatformUnderTest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every service is asked to end and started again, two at a time, while runs keep coming. */
@ExtendWith(LocalStackExtension.class)
@StackToItself
@Order(StackToItself.LATEST)
class RollingRestartE2E {
    private static final int CALLERS = 3;
    private static final int OPERATORS = 2;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final PlatformUnderTest stack = TestPlatform.stack();
    private final ConcurrentLinkedQueue<String> runs = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;

    @BeforeAll
    static void aSlowAgent() {
        TestPlatform.playScript("crash.yaml");
    }

    @AfterAll
    static void theUsualModelAgain() {
        TestPlatform.playDefaultScript();
    }

    @Test
    void failsNoRunAndLeavesNothingUnknown() throws Exception {
        Tenant tenant = TestPlatform.newTenant("rolling");
        tenant.tool("slow.write", "POST", "/slow?ms=700", Map.of("idempotency", "none", "timeout_seconds", 30));
        String agent = tenant.agent("openai/crash", "slow.write");
        TestPlatform.forgetToolCounts();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CALLERS).forEach(caller -> callers.execute(() -> keepStarting(tenant, agent, caller)));
            restartAll();
            enough = true;
        }

        runs.forEach(run -> tenant.awaitStatus(run, "succeeded"));
        assertThat(TestPlatform.toolCounts().path("by_path").path("POST /slow").asInt())
                .isEqualTo(runs.size());
        runs.forEach(run -> await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .untilAsserted(() -> assertThat(outcomes(tenant, run)).containsExactly("done", "done", "done")));
    }

    private void restartAll() throws Exception {
        try (ExecutorService operators = Executors.newFixedThreadPool(OPERATORS)) {
            List<Callable<Object>> restarts = Stream.of(StackService.values())
                    .map(service -> Executors.callable(() -> restart(service)))
                    .toList();
            for (Future<Object> restart : operators.invokeAll(restarts)) {
                restart.get();
            }
        }
    }

    /** Ends when a run was taken with the service back. */
    private void restart(StackService service) {
        stack.stop(service.module());
        stack.start(service.module());
        int before = runs.size();
        await().atMost(SOON).until(() -> runs.size() > before);
    }

    /** A caller as a good client is: the same request under the same key until it is answered. */
    private void keepStarting(Tenant tenant, String agent, int caller) {
        for (int number = 0; !enough; number++) {
            String key = "rolling-" + caller + "-" + number;
            await().atMost(SOON).pollInterval(PACE).pollDelay(PACE).until(() -> started(tenant, agent, key));
        }
    }

    private boolean started(Tenant tenant, String agent, String key) {
        try {
            Answer answer = tenant.gateway()
                    .send(
                            "POST",
                            "/api/v1/agents/" + agent + "/runs",
                            Map.of("input", Map.of("message", "go")),
                            Map.of("Idempotency-Key", key));
            if (answer.isSuccess()) {
                runs.add(answer.json().path("id").asString());
            }
            return answer.isSuccess();
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private static List<String> outcomes(Tenant tenant, String run) {
        var events = tenant.gateway()
                .get("/api/v1/usage/events?limit=100&run_id=" + run)
                .path("data");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("outcome").asString())
                .toList();
    }
}
