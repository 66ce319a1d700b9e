package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Runs that nobody would execute, or nobody could. */
@WholeServiceTest
@ExtendWith(OutputCaptureExtension.class)
class StrayRunIT {

    private final TenantId tenant = new TenantId(unique("stray"));
    private final String run = unique("run_stray");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private Leases leases;

    @Autowired
    private MeterRegistry meters;

    private Remains remains;
    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant.value());
        remains = new Remains(service, tenant);
        MODEL.play(Script.always().replies("Hello.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
    }

    /** The answer to a claim was lost: the run is ours, and we never heard of it. */
    @Test
    void areTakenUpByTheInstanceThatOwnsThemUnawares() {
        remains.leave(run, agent, leases.instance(), List.of(), null);

        JsonNode done = api.awaitStatus(run, "succeeded", "failed");

        assertThat(done.get("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void endWhenTheirLogCannotBeRead() {
        remains.leaveSpoiled(run, agent, "exe_dead");

        JsonNode failed = api.awaitStatus(run, "failed");

        assertThat(failed.at("/error/code").asString()).isEqualTo("internal");
        assertThat(failed.at("/error/message").asString()).contains("cannot be read");
        assertThat(api.stepTypes(run)).containsExactly("nonsense", "error");
    }

    /** The row itself is sealed with a key that is not here: that is no reason to end what another day can go on. */
    @Test
    void areTakenUpWhenTheirRowCanBeReadAgain(CapturedOutput log) {
        remains.leaveSealed(run, agent, "fs1.99.AAAA");
        await().atMost(Duration.ofSeconds(30)).until(() -> log.getAll().contains(run));

        remains.leaveInput(run, "{\"message\":\"hello\"}");

        assertThat(api.awaitStatus(run, "succeeded", "failed").get("status").asString())
                .isEqualTo("succeeded");
    }

    @Test
    void keepTheirTimerWhenTheyAreGivenBackUnchanged() {
        remains.leaveParked(run, agent);

        Tenants.run(
                tenant,
                () -> leases.release(run, leases.claim(run).orElseThrow().lease()));

        assertThat(remains.hasTimer(run)).isTrue();
    }

    @Test
    void areCountedWhenTheyAreTakenOver() {
        double before = meters.counter("fermata.run.takeovers").count();
        remains.leave(run, agent, "exe_dead", List.of(), null);

        api.awaitStatus(run, "succeeded");

        assertThat(meters.counter("fermata.run.takeovers").count()).isGreaterThan(before);
    }
}
