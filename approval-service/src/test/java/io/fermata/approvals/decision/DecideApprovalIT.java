package io.fermata.approvals.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.ApprovalApi.Answer;
import io.fermata.approvals.Bus;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.AuditRecorded;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeServiceTest
class DecideApprovalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofHours(24);

    private final String tenant = Requests.unique("decide-");
    private final String id = Requests.unique("apr_");

    @LocalServerPort
    private int port;

    private ApprovalApi ada;

    @BeforeEach
    void open() {
        ada = ApprovalApi.of(port, tenant);
    }

    @Test
    void approvesAndTellsTheBusAndTheAuditTrail() {
        ApprovalRequired held = hold(List.of(), 1);

        Answer answer = ada.approve(id, "{\"notes\":\"checked\"}").expect(200);

        assertThat(answer.text("status")).isEqualTo("approved");
        assertThat(answer.text("decided_by")).isEqualTo("user:usr_ada");
        assertThat(answer.text("notes")).isEqualTo("checked");
        ApprovalDecided decided = awaitDecided();
        assertThat(decided.decision()).isEqualTo("approved");
        assertThat(decided.argumentsSha256()).isEqualTo(held.argumentsSha256());
        assertThat(decided.runId()).isEqualTo(held.runId());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.received(AuditRecorded.class, tenant))
                        .extracting(AuditRecorded::action)
                        .contains("approval.approve"));
    }

    @Test
    void takesADecisionWithoutABody() {
        hold(List.of(), 1);

        assertThat(ada.approve(id).expect(200).body().get("notes").isNull()).isTrue();
    }

    @Test
    void keepsTheFirstDecision() {
        hold(List.of(), 1);
        ada.reject(id, "{\"notes\":\"no\"}").expect(200);

        assertThat(ada.approve(id).expect(409).problem()).isEqualTo("already-decided");
        assertThat(ada.approval(id).text("status")).isEqualTo("rejected");
    }

    @Test
    void letsExactlyOneOfManyWin() throws Exception {
        hold(List.of(), 1);

        List<Integer> statuses = atOnce(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(n -> n % 2 == 0
                        ? () -> person(n).approve(id)
                        : () -> person(n).reject(id, "{}"))
                .toList());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
        awaitDecided();
    }

    @Test
    void needsAsManyPeopleAsTheQuorumSays() {
        hold(List.of(), 2);

        assertThat(ada.approve(id).expect(200).text("status")).isEqualTo("pending");
        assertThat(ada.approve(id).expect(409).problem()).isEqualTo("already-decided");
        assertThat(person(2).approve(id).expect(200).text("status")).isEqualTo("approved");
        awaitDecided();
    }

    @Test
    void countsBothOfTwoWhoApproveAtOnce() throws Exception {
        hold(List.of(), 2);

        List<Integer> statuses =
                atOnce(List.of(() -> person(1).approve(id), () -> person(2).approve(id)));

        assertThat(statuses).containsOnly(200);
        assertThat(ada.approval(id).text("status")).isEqualTo("approved");
        assertThat(ada.approval(id).body().get("approved_by")).hasSize(2);
    }

    @Test
    void letsOnlyThoseDecideWhoAreNamed() {
        hold(List.of("user:usr_2", "operator"), 1);

        assertThat(ada.approve(id).expect(403).problem()).isEqualTo("forbidden");
        ApprovalApi.as(port, tenant, "user:usr_9", List.of("operator"))
                .approve(id)
                .expect(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.received(AuditRecorded.class, tenant))
                        .extracting(AuditRecorded::outcome)
                        .contains("denied"));
    }

    @Test
    void isTooLateAfterTheExpiry() {
        Bus.publish(tenant, "run_late", Requests.required(id, "run_late", List.of(), 1, Duration.ofMillis(-1)));
        await().atMost(PATIENCE).until(() -> ada.approval(id).status() == 200);

        assertThat(ada.approve(id).expect(410).problem()).isEqualTo("approval-expired");
    }

    @Test
    void hidesApprovalsOfOtherTenants() {
        hold(List.of(), 1);
        ApprovalApi stranger = ApprovalApi.of(port, Requests.unique("stranger-"));

        assertThat(stranger.approval(id).expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.approve(id).expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.reject(id, "{}").expect(404).problem()).isEqualTo("not-found");
        assertThat(stranger.get("/api/v1/approvals").expect(200).body().get("data"))
                .isEmpty();
        assertThat(ada.approval(id).text("status")).isEqualTo("pending");
    }

    @Test
    void needsThePermissionToDecide() {
        hold(List.of(), 1);

        assertThat(ApprovalApi.reader(port, tenant).approve(id).expect(403).problem())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"notes":1}                 | 422 | validation
            {"remark":"fine"}           | 400 | unknown-property
            {"notes":"a","status":"x"}  | 400 | unknown-property
            {"notes":"a","notes":"b"}   | 400 | malformed-body
            {"notes":"\\u0000"}          | 422 | validation
            {"notes":                   | 400 | malformed-body
            {} {}                       | 400 | malformed-body
            """)
    void refusesABadBodyAndChangesNothing(String body, int status, String problem) {
        hold(List.of(), 1);

        assertThat(ada.approve(id, body).expect(status).problem()).isEqualTo(problem);
        assertThat(ada.approval(id).text("status")).isEqualTo("pending");
    }

    @Test
    void refusesNotesNobodyWouldRead() {
        hold(List.of(), 1);

        Answer answer =
                ada.approve(id, "{\"notes\":\"" + "n".repeat(4001) + "\"}").expect(422);

        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/notes");
    }

    private ApprovalApi person(int number) {
        return ApprovalApi.as(port, tenant, "user:usr_" + number, List.of());
    }

    private ApprovalRequired hold(List<String> approvers, int quorum) {
        ApprovalRequired required = Requests.required(id, Requests.unique("run_"), approvers, quorum, DAY);
        Bus.publish(tenant, required.runId(), required);
        await().atMost(PATIENCE).until(() -> ada.approval(id).status() == 200);
        return required;
    }

    private ApprovalDecided awaitDecided() {
        await().atMost(PATIENCE)
                .until(() -> !Bus.received(ApprovalDecided.class, tenant).isEmpty());
        List<ApprovalDecided> decided = Bus.received(ApprovalDecided.class, tenant);
        assertThat(decided).hasSize(1);
        return decided.getFirst();
    }

    private static List<Integer> atOnce(List<Callable<Answer>> calls) throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Answer> answer : people.invokeAll(calls)) {
                statuses.add(answer.get().status());
            }
            return statuses;
        }
    }
}
