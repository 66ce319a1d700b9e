package io.fermata.approvals.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.ApprovalApi.Answer;
import io.fermata.approvals.Bus;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeServiceTest
class ListApprovalsIT {
    private static final Duration DAY = Duration.ofHours(24);

    private final String tenant = Requests.unique("list-");
    private final String run = Requests.unique("run_");
    private final List<String> ids = List.of(Requests.unique("apr_"), Requests.unique("apr_"), Requests.unique("apr_"));

    @LocalServerPort
    private int port;

    private ApprovalApi api;

    @BeforeEach
    void holdThree() {
        api = ApprovalApi.of(port, tenant);
        Bus.publish(tenant, run, Requests.required(ids.get(0), run, List.of("user:usr_bob"), 1, DAY));
        Bus.publish(tenant, run, Requests.required(ids.get(1), run, List.of(), 1, DAY));
        Bus.publish(tenant, run, Requests.required(ids.get(2), Requests.unique("run_"), List.of("operator"), 1, DAY));
        await().atMost(Duration.ofSeconds(60)).until(() -> list("").size() == 3);
    }

    @Test
    void showsTheNewestFirstPageByPage() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            Answer answer = api.get("/api/v1/approvals?limit=1" + cursor).expect(200);
            seen.add(answer.body().at("/data/0/id").asString());
            cursor = "&cursor=" + answer.text("next_cursor");
        }

        assertThat(seen).isEqualTo(ids.reversed());
        assertThat(api.get("/api/v1/approvals").body().get("next_cursor").isNull())
                .isTrue();
    }

    @Test
    void narrowsByStatusRunAgentAndApprover() {
        api.reject(ids.get(1), "{}").expect(200);

        assertThat(list("?status=pending")).containsExactly(ids.get(2), ids.get(0));
        assertThat(list("?status=rejected")).containsExactly(ids.get(1));
        assertThat(list("?run_id=" + run)).containsExactly(ids.get(1), ids.get(0));
        assertThat(list("?agent_id=agt_1")).hasSize(3);
        assertThat(list("?agent_id=agt_2")).isEmpty();
        assertThat(list("?approver=user:usr_bob")).containsExactly(ids.get(1), ids.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=open", "limit=0", "limit=101", "limit=x", "cursor=garbage"})
    void refusesFiltersThatMakeNoSense(String query) {
        assertThat(api.get("/api/v1/approvals?" + query).expect(422).problem()).isEqualTo("validation");
    }

    @Test
    void refusesTheCursorOfAnotherTenant() {
        String cursor = api.get("/api/v1/approvals?limit=1").text("next_cursor");

        ApprovalApi stranger = ApprovalApi.of(port, Requests.unique("stranger-"));
        assertThat(stranger.get("/api/v1/approvals?cursor=" + cursor)
                        .expect(422)
                        .problem())
                .isEqualTo("validation");
    }

    private List<String> list(String query) {
        return api.get("/api/v1/approvals" + query)
                .expect(200)
                .body()
                .get("data")
                .valueStream()
                .map(approval -> approval.get("id").asString())
                .toList();
    }
}
