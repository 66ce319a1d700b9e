package io.fermata.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.run.Status;
import io.fermata.starter.web.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionFactory;

/** In which traces a run was worked on, as the world outside sees it. The run is the only one of its tenant. */
public final class Traces {

    /** What the run is started in. */
    public static final String OF_THE_RUN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    /** What somebody else who has to do with the run works in. */
    public static final String OF_SOMEBODY_ELSE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Traces() {}

    public static String id(String traceparent) {
        return TraceContext.parse(traceparent).orElseThrow().traceId();
    }

    /** The one trace of all that the run has told, once it has ended and these topics have told of it. */
    public static String onlyOne(RunApi api, String tenant, String run, String... topics) {
        int steps = api.stepTypes(run).size();
        patiently().until(() -> Bus.received(StepEmitted.class, run).size() >= steps);
        patiently()
                .until(() -> Bus.received(RunChanged.class, run).stream()
                        .anyMatch(change -> Status.of(change.status()).isFinal()));
        patiently().until(() -> Bus.traces(tenant).keySet().containsAll(List.of(topics)));
        Map<String, Set<String>> traces = Bus.traces(tenant);
        Set<String> first = traces.values().iterator().next();
        assertThat(traces)
                .allSatisfy((topic, ids) -> assertThat(ids).as(topic).hasSize(1).isEqualTo(first));
        return first.iterator().next();
    }

    /** The trace of a call to another service. */
    public static String id(LoggedRequest call) {
        return id(call.getHeader(TraceContext.HEADER));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
