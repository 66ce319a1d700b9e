package io.fermata.approvals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.Bus;
import io.fermata.approvals.EventStream;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeServiceTest
class ApprovalStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant = Requests.unique("stream-");
    private final String first = Requests.unique("apr_");
    private final String second = Requests.unique("apr_");

    @LocalServerPort
    private int port;

    private ApprovalApi api;

    @BeforeEach
    void open() {
        api = ApprovalApi.of(port, tenant);
    }

    @Test
    void showsChangesWhileTheyHappen() {
        try (EventStream stream = api.events()) {
            hold(first);
            api.approve(first).expect(200);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stream.states()).containsExactly(first + " pending", first + " approved"));
            assertThat(stream.events()).extracting(EventStream.Event::id).containsExactly("1", "2");
            assertThat(stream.events()).extracting(EventStream.Event::name).containsOnly("approval");
        }
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        hold(first);
        hold(second);
        api.reject(first, "{}").expect(200);

        try (EventStream resumed = api.events("Last-Event-ID", "1")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(resumed.states()).containsExactly(second + " pending", first + " rejected"));
        }
    }

    @Test
    void startsWithNowWhenNothingWasSeen() {
        hold(first);

        try (EventStream stream = api.events()) {
            hold(second);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stream.states()).containsExactly(second + " pending"));
        }
    }

    @Test
    void sendsAHeartbeatWhileNothingHappens() {
        try (EventStream stream = api.events()) {
            await().atMost(PATIENCE).until(() -> stream.comments().size() > 2);
            assertThat(stream.events()).isEmpty();
        }
    }

    @Test
    void showsATenantNothingOfOthers() {
        try (EventStream stranger =
                ApprovalApi.of(port, Requests.unique("stranger-")).events("Last-Event-ID", "0")) {
            hold(first);
            await().atMost(PATIENCE).until(() -> stranger.comments().size() > 4);
            assertThat(stranger.events()).isEmpty();
        }
    }

    @Test
    void endsWhenTheAccessItBeganWithIsTakenBack() {
        try (EventStream stream = api.events()) {
            await().atMost(PATIENCE).until(() -> !stream.comments().isEmpty());
            assertThat(stream.ended()).isFalse();

            TestTokens.revoke("tenant:" + tenant);

            await().atMost(PATIENCE).until(stream::ended);
        }
    }

    @Test
    void refusesAnIdThatIsNone() {
        try (EventStream refused = api.events("Last-Event-ID", "seven")) {
            assertThat(refused.status()).isEqualTo(422);
        }
    }

    private void hold(String id) {
        Bus.publish(tenant, "run_1", Requests.required(id, Requests.unique("run_"), List.of(), 1, Duration.ofHours(1)));
        await().atMost(PATIENCE).until(() -> api.approval(id).status() == 200);
    }
}
