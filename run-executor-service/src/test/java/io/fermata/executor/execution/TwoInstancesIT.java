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
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Two instances of the service over one database and one bus. */
@WholeServiceTest
class TwoInstancesIT {

    private static final int RUNS = 12;

    private final String tenant = unique("two");
    private final String tool = unique("orders.lookup").replace('-', '_');

    @LocalServerPort
    private int port;

    @Autowired
    private ConfigurableEnvironment environment;

    private ConfigurableApplicationContext second;
    private RunApi one;
    private RunApi other;
    private String agent;

    @BeforeEach
    void open() {
        second = SecondInstance.start(environment);
        one = RunApi.of(port, tenant);
        other = RunApi.of(SecondInstance.port(second), tenant);
        tool(tool, false, succeeded("{\"paid\":1}").withFixedDelay(300));
        MODEL.play(Script.when(m -> m.toolAnswered(tool))
                .replies("Done.")
                .otherwise()
                .calls(tool, Map.of())
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
    }

    @AfterEach
    void close() {
        second.close();
    }

    @Test
    void executeEveryRunOnceAndShowItAlike() {
        List<String> runs = IntStream.range(0, RUNS)
                .mapToObj(i -> (i % 2 == 0 ? one : other).start(agent, "run " + i))
                .toList();

        assertThat(runs)
                .allSatisfy(run -> assertThat(one.awaitStatus(run, "succeeded", "failed")
                                .get("status")
                                .asString())
                        .isEqualTo("succeeded"));

        assertThat(executionsOf(tool)).hasSize(RUNS);
        assertThat(runs)
                .allSatisfy(run -> assertThat(other.events(run).stream().filter(line -> line.startsWith("id:")))
                        .containsExactly("id: 1", "id: 2", "id: 3", "id: 4", "id: 5"));
    }

    @Test
    void theOneThatGoesLeavesNothingUndone() {
        List<String> runs = IntStream.range(0, RUNS)
                .mapToObj(i -> other.start(agent, "run " + i))
                .toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> !executionsOf(tool).isEmpty());

        second.close();

        assertThat(runs)
                .allSatisfy(run -> assertThat(one.awaitStatus(run, "succeeded", "failed")
                                .get("status")
                                .asString())
                        .isEqualTo("succeeded"));
        assertThat(runs)
                .allSatisfy(run -> assertThat(one.stepTypes(run))
                        .containsExactly("think", "tool_call", "tool_result", "think", "output"));
    }
}
