package io.fermata.approvals.intake;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.Bus;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A request for an approval, three times, and the states of its run, in every order in which they can arrive: in the end
 * nothing is open, and it was said once. What races is played again with {@code -Dfire.seed=N}.
 */
@WholeServiceTest
class AnyOrderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RACES = 40;

    private final String tenant = Requests.unique("order-");

    @LocalServerPort
    private int port;

    private ApprovalApi api;

    /** What can arrive about one held call. */
    private enum Input {
        REQUEST,
        REQUEST_REDELIVERED,
        REQUEST_RESENT,
        RUN_WAITS,
        RUN_ENDS
    }

    /** A held call, and the order in which this service hears of it. */
    private record Case(ApprovalRequired required, List<Input> order) {
        static Case of(List<Input> order) {
            return new Case(Requests.required(Requests.unique("apr_")), order);
        }
    }

    @BeforeEach
    void open() {
        api = ApprovalApi.of(port, tenant);
    }

    @Test
    void everyOrderOfArrivalEndsAlike() {
        List<Case> cases = permutations(List.of(Input.values())).map(Case::of).toList();

        for (int step = 0; step < Input.values().length; step++) {
            int position = step;
            cases.forEach(one -> publish(one, one.order().get(position)));
            awaitTaken();
        }

        awaitAllCancelledOnce(cases, "all orders");
    }

    @Test
    void whatArrivesAtTheSameTimeEndsAlike() {
        long seed = Long.getLong("fire.seed", 1);
        Random random = new Random(seed);
        List<Case> cases = IntStream.range(0, RACES)
                .mapToObj(_ -> Case.of(shuffled(List.of(Input.values()), random)))
                .toList();

        record Move(Case one, Input input) {}
        List<Move> moves = cases.stream()
                .flatMap(one -> one.order().stream().map(input -> new Move(one, input)))
                .toList();
        shuffled(moves, random).forEach(move -> publish(move.one(), move.input()));

        awaitAllCancelledOnce(cases, "play it again with -Dfire.seed=" + seed);
    }

    private void publish(Case one, Input input) {
        ApprovalRequired required = one.required();
        String run = required.runId();
        switch (input) {
            case REQUEST, REQUEST_REDELIVERED -> Bus.publish("same-" + required.approvalId(), tenant, run, required);
            case REQUEST_RESENT -> Bus.publish(tenant, run, required);
            case RUN_WAITS -> Bus.publish(tenant, run, Requests.ended(run, "waiting_approval"));
            case RUN_ENDS -> Bus.publish(tenant, run, Requests.ended(run, "cancelled"));
        }
    }

    /** By the broker's word: what was published is handled, and its offsets are committed. */
    private void awaitTaken() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Bus.lagOf("approval-service"), lag -> lag == 0);
    }

    private void awaitAllCancelledOnce(List<Case> cases, String description) {
        awaitTaken();
        assertThat(cases)
                .allSatisfy(one -> assertThat(api.approval(one.required().approvalId())
                                .expect(200)
                                .text("status"))
                        .as(description + ": " + one.order())
                        .isEqualTo("cancelled"));
        await(description).atMost(PATIENCE).until(() -> decisions().size() == cases.size());
        assertThat(decisions().values())
                .as(description)
                .allSatisfy(said ->
                        assertThat(said).extracting(ApprovalDecided::decision).containsExactly("cancelled"));
    }

    private Map<String, List<ApprovalDecided>> decisions() {
        return Bus.received(ApprovalDecided.class, tenant).stream().collect(groupingBy(ApprovalDecided::approvalId));
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static <T> Stream<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return Stream.of(List.of());
        }
        return items.stream()
                .flatMap(first -> permutations(items.stream()
                                .filter(item -> !item.equals(first))
                                .toList())
                        .map(rest ->
                                Stream.concat(Stream.of(first), rest.stream()).toList()));
    }
}
