package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.PACE;
import static io.fermata.executor.Neighbours.PACED;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.log.LoggedRequest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * More is asked of a model than it can do. It says nothing until all have started: how fast this machine starts runs must
 * not tell how often the first of them are refused. Judged by the model's own log, and by the order of starts.
 */
@WholeServiceTest
class OverloadIT {

    private static final int RUNS = Integer.getInteger("overload.runs", 100);
    private static final int STARTS = Integer.getInteger("overload.starts", 1_000);
    private static final int QUIET_STARTS = 5;
    private static final int MOST_OF_EACH = 50;
    private static final int CLIENTS = 16;
    private static final int PROBES = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TenantId busy = new TenantId(unique("busy"));
    private final TenantId quiet = new TenantId(unique("quiet"));

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private RunExecutor executor;

    @Autowired
    private RunExecutorProperties properties;

    private final CompletableFuture<Void> allHaveStarted = new CompletableFuture<>();
    private String agent;

    @BeforeEach
    void theModelIsAway() {
        PACED.play(Script.when(request -> request.and((_, _) -> {
                    allHaveStarted.join();
                    return true;
                }))
                .fails(503)
                .build());
        PACED.log().clear();
        agent = agent("active", Map.of("model", "paced/any"));
    }

    @Test
    void isAskedNoFasterThanItsPaceWhenItIsBack() throws Exception {
        List<TenantId> crowd = Stream.generate(() -> new TenantId(unique("crowd")))
                .limit(1 + RUNS / MOST_OF_EACH)
                .toList();
        startAsGoodClients(RUNS, i -> crowd.get(i % crowd.size()));
        allHaveStarted.complete(null);
        await().atMost(PATIENCE).until(() -> PACED.log().total() > properties.maxConcurrentRuns() + PROBES);

        Instant back = theModelIsBack();

        await().atMost(PATIENCE)
                .until(() -> crowd.stream().mapToLong(this::succeeded).sum() == RUNS);
        assertThat(PACED.log().counts()).containsEntry("status 200", (long) RUNS);
        // What the machine holds up on its way arrives late, never early: sums are bound, whatever else is going on.
        assertThat(IntStream.rangeClosed(1, 60))
                .allSatisfy(second ->
                        assertThat(callsWithin(back, second)).isLessThanOrEqualTo((long) (1.1 * PACE * second)));
    }

    @Test
    void aTenantThatWantsItAllIsToldToComeBackAndHoldsNobodyUp() throws Exception {
        List<Answer> answers = startAll(STARTS, _ -> busy);
        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        int accepted = answers.size() - refused.size();
        int slots = properties.maxConcurrentRuns();
        assertThat(accepted).isBetween(1, properties.maxQueuedRunsPerTenant() + slots + 4 * CLIENTS);
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent());

        IntStream.range(0, QUIET_STARTS)
                .forEach(_ -> RunApi.of(port, quiet.value()).start(agent, "me too"));
        await().atMost(PATIENCE).until(() -> executor.waitingRuns() >= accepted + QUIET_STARTS - slots);
        theModelIsBack();
        allHaveStarted.complete(null);

        await().atMost(PATIENCE).until(() -> succeeded(busy) == accepted && succeeded(quiet) == QUIET_STARTS);
        // Turn and turn about behind those that had a slot already; slots that are given back at once start in any
        // order.
        assertThat(startedBefore(starts(quiet).getLast())).isLessThanOrEqualTo(2 * slots + 2 * QUIET_STARTS);
    }

    private interface Share {
        TenantId of(int start);
    }

    /** Whoever is told to come back does. */
    private void startAsGoodClients(int runs, Share share) throws Exception {
        int accepted = 0;
        while (accepted < runs) {
            for (Answer answer : startAll(runs - accepted, share)) {
                assertThat(answer.status()).isIn(202, 429);
                accepted += answer.status() == 202 ? 1 : 0;
            }
        }
    }

    private List<Answer> startAll(int runs, Share share) throws Exception {
        List<Answer> answers = new ArrayList<>(runs);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Answer>> starts = IntStream.range(0, runs)
                    .<Callable<Answer>>mapToObj(i -> () -> start(share.of(i)))
                    .toList();
            for (Future<Answer> answer : clients.invokeAll(starts)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private Answer start(TenantId tenant) {
        return RunApi.of(port, tenant.value()).post("/api/v1/agents/" + agent + "/runs", RunApi.input("hello"));
    }

    private Instant theModelIsBack() {
        PACED.play(Script.always().replies("Back again.").build());
        return PACED.log().requests().getLast().at();
    }

    private static long callsWithin(Instant back, int seconds) {
        return PACED.log().requests().stream()
                .map(LoggedRequest::at)
                .filter(at -> at.isAfter(back) && at.isBefore(back.plusSeconds(seconds)))
                .count();
    }

    private long succeeded(TenantId tenant) {
        return inTenant(tenant, "SELECT count(*) FROM runs WHERE status = 'succeeded'", Long.class)
                .getFirst();
    }

    private List<Instant> starts(TenantId tenant) {
        return inTenant(tenant, "SELECT started_at FROM runs ORDER BY started_at", OffsetDateTime.class).stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    private long startedBefore(Instant last) {
        return Stream.of(busy, quiet)
                .flatMap(tenant -> starts(tenant).stream())
                .filter(start -> start.isBefore(last))
                .count();
    }

    private <T> List<T> inTenant(TenantId tenant, String sql, Class<T> type) {
        return Tenants.call(
                tenant,
                () -> transactions.execute(_ -> jdbc.sql(sql).query(type).list()));
    }
}
