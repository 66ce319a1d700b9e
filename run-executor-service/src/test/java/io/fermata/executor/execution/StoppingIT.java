package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An instance that goes while more runs are there than it has slots. */
@WholeServiceTest
class StoppingIT {

    private static final int BACKLOG = 5;

    private final TenantId tenant = new TenantId(unique("stopping"));
    private final String tool = unique("orders.lookup").replace('-', '_');

    @LocalServerPort
    private int port;

    @Autowired
    private RunExecutor executor;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private RunExecutorProperties properties;

    @AfterEach
    void goOn() {
        executor.start();
    }

    @Test
    void takesNothingUpWhileItWaitsForItsLastRuns() {
        List<String> runs = leaveMoreThanThereAreSlots();
        await().atMost(Duration.ofSeconds(30)).until(() -> !executionsOf(tool).isEmpty());

        executor.stop();

        RunApi api = RunApi.of(port, tenant.value());
        assertThat(runs)
                .noneMatch(executor::executes)
                .allSatisfy(run -> assertThat(Collections.frequency(api.stepTypes(run), "think"))
                        .isLessThanOrEqualTo(1));
        assertThat(runs).anySatisfy(run -> assertThat(api.stepTypes(run)).isEmpty());
    }

    private List<String> leaveMoreThanThereAreSlots() {
        tool(tool, false, succeeded("{}").withFixedDelay(5_000));
        MODEL.play(Script.when(m -> m.toolAnswered(tool))
                .replies("Done.")
                .otherwise()
                .calls(tool, Map.of())
                .build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
        Remains remains = new Remains(service, tenant);
        List<String> runs = IntStream.range(0, properties.maxConcurrentRuns() + BACKLOG)
                .mapToObj(_ -> unique("run_left"))
                .toList();
        runs.forEach(run -> remains.leave(run, agent, "exe_dead", List.of(), null));
        return runs;
    }
}
