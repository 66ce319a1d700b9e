package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.EventStream;
import io.fermata.e2e.support.StackToItself;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
@StackToItself
class SseResumeE2E {
    private static final String EXECUTOR = "run-executor-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Tenant tenant;
    private String run;

    @BeforeAll
    static void anAgentOfManySteps() {
        TestPlatform.playScript("crash.yaml");
    }

    @AfterAll
    static void theUsualModelAgain() {
        TestPlatform.playDefaultScript();
    }

    @BeforeEach
    void aRun() {
        tenant = TestPlatform.newTenant("resume");
        tenant.tool("bench.echo", "POST", "/echo", Map.of("idempotency", "keyed"));
        run = tenant.start(tenant.agent("openai/steps", "bench.echo"), "go");
    }

    @Test
    void seesEveryStepOnceWhenItsConnectionIsCutAfterEach() {
        var watcher = new Watcher();

        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(watcher::seesOneMore);

        requireAllInOrder(watcher.seen);
    }

    @Test
    void seesEveryStepOnceAcrossADeathOfTheExecutor() {
        var watcher = new Watcher();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            watcher.seesOneMore();
            return watcher.seen.size() >= 3;
        });

        TestPlatform.stack().kill(EXECUTOR);
        TestPlatform.stack().start(EXECUTOR);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(watcher::seesOneMore);

        requireAllInOrder(watcher.seen);
    }

    @Test
    void repeatsTheWholeStoryToWhoeverComesLate() throws IOException {
        tenant.awaitStatus(run, "succeeded");
        List<String> all = new ArrayList<>();

        tenant.events(run).read(null, event -> {
            addStep(all, event);
            return true;
        });

        requireAllInOrder(all);
    }

    private void requireAllInOrder(List<String> ids) {
        assertThat(tenant.run(run).path("status").asString()).isEqualTo("succeeded");
        int steps = tenant.steps(run).size();
        assertThat(steps).isEqualTo(11);
        assertThat(ids)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, steps)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    private static void addStep(List<String> ids, EventStream.Event event) {
        if (event.name().equals("step")) {
            ids.add(String.valueOf(event.id()));
        }
    }

    /** Opens the stream behind the last step it saw, takes one step, and cuts the connection. */
    private final class Watcher {
        private final List<String> seen = new ArrayList<>();
        private boolean ended;

        boolean seesOneMore() {
            try {
                tenant.events(run).read(last(), this::take);
            } catch (IOException _) {
                return false; // the executor or the way to it is away: come back
            }
            return ended;
        }

        private @Nullable String last() {
            return seen.isEmpty() ? null : seen.getLast();
        }

        private boolean take(EventStream.Event event) {
            addStep(seen, event);
            ended = event.name().equals("run")
                    && event.data().path("completed_at").isString();
            return !event.name().equals("step") && !ended;
        }
    }
}
