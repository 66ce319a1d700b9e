package io.fermata.policies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.policies.support.Audits;
import io.fermata.policies.support.Policies;
import io.fermata.policies.support.Policies.Answer;
import io.fermata.policies.support.Producer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AuditTrailIT {
    @LocalServerPort
    private int port;

    private final Producer producer = new Producer();
    private Policies policies;

    @BeforeEach
    void asANewTenant() {
        policies = Policies.at(port);
    }

    @AfterEach
    void closesTheProducer() {
        producer.close();
    }

    @Test
    void whatWasToldCanBeReadNewestFirst() {
        producer.say(policies.tenant(), Audits.did("aud_1", "tool.create", "orders.refund"));
        producer.say(policies.tenant(), Audits.did("aud_2", "tool.delete", "orders.refund"));
        awaitEvents(2);

        JsonNode newest = policies.events("").path(0);

        assertThat(newest.at("/id").asString()).isEqualTo("aud_2");
        assertThat(newest.at("/sequence").asInt()).isEqualTo(2);
        assertThat(newest.at("/actor").asString()).isEqualTo("user:usr_1");
        assertThat(newest.at("/origin/address").asString()).isEqualTo("203.0.113.7");
        assertThat(newest.at("/approvals/1").asString()).isEqualTo("apr_2");
        assertThat(newest.at("/details/ratio").asString()).isEqualTo("1.5");
        assertThat(newest.at("/source").asString()).isEqualTo("/tool-service");
        assertThat(newest.at("/previous_hash").asString())
                .isEqualTo(policies.events("").at("/1/hash").asString());
        assertThat(policies.get("/aud_2").body()).isEqualTo(newest);
    }

    @Test
    void duplicatesOfOneEventAreStoredOnce() {
        producer.say(policies.tenant(), "told-twice", Audits.did("aud_1", "tool.create", "a"));
        producer.say(policies.tenant(), "told-twice", Audits.did("aud_1", "tool.create", "a"));
        producer.say(policies.tenant(), Audits.did("aud_1", "tool.create", "another"));
        producer.say(policies.tenant(), Audits.did("aud_last", "tool.create", "b"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> policies.get("/aud_last").status() == 200);

        assertThat(policies.events("").findValuesAsString("resource_id")).containsExactly("b", "a");
        assertThat(policies.verify().at("/intact").asBoolean()).isTrue();
    }

    @Test
    void aForeignTenantSeesNothing() {
        Policies other = Policies.at(port);
        producer.say(policies.tenant(), Audits.did("aud_1", "tool.create", "ours"));
        awaitEvents(1);

        assertThat(other.events("")).isEmpty();
        assertThat(other.get("/aud_1").status()).isEqualTo(404);
        assertThat(other.get("/export").text()).isEmpty();
        assertThat(other.verify().at("/checked").asInt()).isZero();
        String cursor = policies.get("?limit=1").body().at("/next_cursor").asString("none");
        assertThat(other.get("?cursor=" + cursor).status()).isEqualTo(422);
    }

    @Test
    void anOlderProducersWordForSuccessIsUnderstood() {
        producer.say(
                policies.tenant(),
                Audits.did(
                        "aud_1", "user:usr_1", "tool.create", "a", "success", Instant.parse("2026-11-21T08:00:00Z")));
        awaitEvents(1);

        assertThat(policies.events("?outcome=succeeded")).hasSize(1);
    }

    @Test
    void anEventWithAnOutcomeNobodyKnowsHoldsNothingUp() {
        Instant morning = Instant.parse("2026-11-21T08:00:00Z");
        producer.say(policies.tenant(), Audits.did("aud_1", "user:usr_1", "tool.create", "a", "perhaps", morning));
        producer.say(policies.tenant(), Audits.did("aud_2", "tool.create", "b"));
        awaitEvents(1);

        assertThat(policies.events("").findValuesAsString("id")).containsExactly("aud_2");
    }

    @ParameterizedTest
    @CsvSource({
        "actor=user:usr_2,                       aud_2",
        "action=tool.delete,                     aud_3",
        "resource_type=agent,                    aud_2",
        "resource_type=tool&resource_id=first,   aud_1",
        "outcome=denied,                         aud_3",
        "from=2026-11-21T09:00:00Z,              aud_3",
        "to=2026-11-21T08:00:00Z,                aud_1",
        "from=2026-11-21&to=2026-11-21T08:30:00Z&actor=user:usr_2, aud_2"
    })
    void eventsAreFiltered(String filter, String expected) {
        String tenant = policies.tenant();
        Instant eight = Instant.parse("2026-11-21T08:00:00Z");
        producer.say(
                tenant, Audits.did("aud_1", "user:usr_1", "tool.create", "first", "succeeded", eight.minusSeconds(1)));
        producer.say(tenant, Audits.did("aud_2", "user:usr_2", "agent.create", "second", "succeeded", eight));
        producer.say(
                tenant, Audits.did("aud_3", "user:usr_1", "tool.delete", "third", "denied", eight.plusSeconds(3600)));
        awaitEvents(3);

        assertThat(policies.events("?" + filter).findValuesAsString("id")).containsExactly(expected);
    }

    @Test
    void eventsArePaged() {
        for (int i = 1; i <= 12; i++) {
            producer.say(policies.tenant(), Audits.did("aud_" + i, "tool.create", "tool-" + i));
        }
        awaitEvents(12);

        Answer first = policies.get("?limit=10");
        JsonNode second = policies.events(
                "?limit=10&cursor=" + first.body().at("/next_cursor").asString());

        assertThat(first.body().at("/data").findValuesAsString("sequence"))
                .hasSize(10)
                .startsWith("12");
        assertThat(second.findValuesAsString("sequence")).containsExactly("2", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?outcome=maybe",
                "?from=yesterday",
                "?from=-999999-01-01T00:00:00Z",
                "?to=x",
                "?limit=0",
                "?cursor=x",
                "/export?format=xml"
            })
    void aValueThatMakesNoSenseIsNamed(String request) {
        Answer answer = policies.get(request);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .isEqualTo(request.replaceAll(".*\\?([a-z_]+).*", "/$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/aud_1", "/export", "/verify", "/retention"})
    void onlyWhoMayReadTheTrailSeesIt(String path) {
        assertThat(policies.withScopes("policies:read").get(path).status()).isEqualTo(403);
    }

    @Test
    void whoWasRefusedIsInTheTrail() {
        policies.withScopes("policies:read").get("/verify");

        awaitEvents(1);

        assertThat(policies.events("?outcome=denied").findValuesAsString("resource_id"))
                .containsExactly("GET /api/v1/audit-events/verify");
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> policies.events("").size() == count);
    }
}
