package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The numbers operators watch, under the tenant they are about. */
@WholeServiceTest
class RunMetricsIT {
    private final String tenant = unique("metrics");

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Test
    void tellWhatATenantsRunsCameToAndUsed() {
        RunApi api = RunApi.of(port, tenant);
        MODEL.play(Script.always().replies("Hello there.").build());
        String run = api.start(agent("active", Map.of("model", "openai/gpt-4o-mini")), "hello");
        api.awaitStatus(run, "succeeded");

        await().untilAsserted(() -> assertThat(
                        of("agent_runs").tag("status", "succeeded").counter().count())
                .isEqualTo(1));
        assertThat(of("agent_run_duration").tag("status", "succeeded").timer().count())
                .isEqualTo(1);
        assertThat(of("agent_tokens_used").tag("kind", "prompt").counter().count())
                .isPositive();
        assertThat(of("agent_tokens_used").tag("kind", "completion").counter().count())
                .isPositive();
        assertThat(of("agent_cost_usd")
                        .tag("model", "openai/gpt-4o-mini")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void nameNoModelThatNeverAnswered() {
        RunApi api = RunApi.of(port, tenant);
        String run = api.start(agent("active", Map.of("model", "nowhere/made-up")), "hello");

        api.awaitStatus(run, "failed");

        await().untilAsserted(
                        () -> assertThat(of("agent_errors").counter().count()).isEqualTo(1));
        assertThat(meters.find("agent_tokens_used")
                        .tag("model", "nowhere/made-up")
                        .counters())
                .isEmpty();
    }

    private RequiredSearch of(String meter) {
        return meters.get(meter).tag("tenant", tenant);
    }
}
