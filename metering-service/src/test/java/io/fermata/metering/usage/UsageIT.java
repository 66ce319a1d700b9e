package io.fermata.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.metering.support.Metering;
import io.fermata.metering.support.Producer;
import io.fermata.metering.support.Usage;
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
class UsageIT {
    @LocalServerPort
    private int port;

    private final Producer producer = new Producer();
    private Metering metering;

    @BeforeEach
    void asANewTenant() {
        metering = Metering.at(port);
    }

    @AfterEach
    void closesTheProducer() {
        producer.close();
    }

    @Test
    void whatWasRecordedCanBeReadNewestFirst() {
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "gpt", "0.002"));
        producer.say(metering.tenant(), Usage.toolCall("usg_2", "http.get"));
        awaitEvents(2);

        JsonNode events = metering.events("");

        assertThat(events.findValuesAsString("id")).containsExactly("usg_2", "usg_1");
        assertThat(events.at("/1/cost_usd").asString()).isEqualTo("0.002000");
        assertThat(events.at("/1/total_tokens").asInt()).isEqualTo(120);
        assertThat(events.at("/0/model").isNull()).isTrue();
    }

    @Test
    void theSameEventTwiceAndTheSameUsageInAnotherEventCountOnce() {
        String event = "told-twice";
        producer.say(metering.tenant(), event, Usage.modelCall("usg_1", "gpt", "0.5"));
        producer.say(metering.tenant(), event, Usage.modelCall("usg_1", "gpt", "0.5"));
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "another", "9"));
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "another", "9"));
        producer.say(metering.tenant(), Usage.toolCall("usg_last", "http.get"));
        awaitTool("http.get");

        assertThat(metering.events("?kind=model_call").findValuesAsString("model"))
                .containsExactly("gpt");
        assertThat(metering.summary("?group_by=model").at("/total/cost_usd").asString())
                .isEqualTo("0.500000");
    }

    @Test
    void twoTenantsMayUseTheSameIdAndSeeOnlyTheirOwn() {
        Metering other = Metering.at(port);
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "ours", "1"));
        producer.say(other.tenant(), Usage.modelCall("usg_1", "theirs", "2"));
        awaitEvents(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> other.events("").size() == 1);

        assertThat(metering.events("").findValuesAsString("model")).containsExactly("ours");
        assertThat(other.summary("?group_by=model").at("/total/cost_usd").asString())
                .isEqualTo("2.000000");
        assertThat(Metering.at(port)
                        .summary("?group_by=day")
                        .at("/total/events")
                        .asInt())
                .isZero();
    }

    @Test
    void aRecordThatIsNoEventHoldsNothingUp() {
        producer.sayNonsense("usg_1");
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "gpt", "1"));

        awaitEvents(1);
    }

    @Test
    void anEventTheLedgerRefusesGoesAsideAndItsNeighboursStay() {
        String tenant = metering.tenant();
        producer.say(tenant, Usage.modelCall("usg_1", "gpt", "1"));
        producer.say(tenant, Usage.modelCall("usg_2", "gpt", "-1"));
        producer.say(tenant, Usage.modelCall("usg_3", "gpt", "1"));

        awaitEvents(2);

        assertThat(metering.events("").findValuesAsString("id")).containsExactly("usg_3", "usg_1");
    }

    @Test
    void groupsAddUpToTheTotalExactly() {
        for (int i = 0; i < 10; i++) {
            producer.say(metering.tenant(), Usage.modelCall(Usage.id(), i < 7 ? "small" : "large", "0.100001"));
        }
        producer.say(metering.tenant(), Usage.toolCall(Usage.id(), "http.get"));
        awaitEvents(11);

        JsonNode summary = metering.summary("?group_by=model");

        assertThat(summary.at("/data").findValues("key").toString()).isEqualTo("[\"large\", \"small\", null]");
        assertThat(summary.at("/data").findValuesAsString("cost_usd"))
                .containsExactly("0.300003", "0.700007", "0.000000");
        assertThat(summary.at("/total/cost_usd").asString()).isEqualTo("1.000010");
        assertThat(summary.at("/total/events").asInt()).isEqualTo(11);
        assertThat(summary.at("/total/total_tokens").asInt()).isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({"agent, agt_1 agt_2", "provider, openai null", "tool, http.get null", "day, 2026-11-21"})
    void usageIsGroupedByWhatIsAskedFor(String groupBy, String keys) {
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "gpt", "1"));
        producer.say(metering.tenant(), Usage.toolCall("usg_2", "http.get"));
        awaitEvents(2);

        JsonNode groups = metering.summary("?group_by=" + groupBy).at("/data");

        assertThat(groups.findValues("key").stream().map(key -> key.asString("null")))
                .containsExactly(keys.split(" "));
    }

    @Test
    void aPeriodHasItsFirstInstantAndNotItsLast() {
        Instant midnight = Instant.parse("2026-11-02T00:00:00Z");
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "gpt", "1", midnight.minusMillis(1)));
        producer.say(metering.tenant(), Usage.modelCall("usg_2", "gpt", "1", midnight));
        awaitEvents(2);

        assertThat(metering.events("?to=2026-11-02").findValuesAsString("id")).containsExactly("usg_1");
        assertThat(metering.events("?from=2026-11-02").findValuesAsString("id")).containsExactly("usg_2");
        assertThat(metering.summary("?group_by=day").at("/data").findValuesAsString("key"))
                .containsExactly("2026-11-01", "2026-11-02");
    }

    @Test
    void eventsAreFilteredAndPaged() {
        producer.say(metering.tenant(), Usage.modelCall("usg_1", "gpt", "1"));
        producer.say(metering.tenant(), Usage.toolCall("usg_2", "http.get"));
        producer.say(metering.tenant(), Usage.modelCall("usg_3", "gpt", "1"));
        awaitEvents(3);

        assertThat(metering.events("?run_id=run_2").findValuesAsString("id")).containsExactly("usg_2");
        assertThat(metering.events("?agent_id=agt_1").findValuesAsString("id")).containsExactly("usg_3", "usg_1");
        assertThat(metering.events("?kind=tool_call").findValuesAsString("id")).containsExactly("usg_2");
        String cursor = metering.get("/api/v1/usage/events?limit=2")
                .body()
                .at("/next_cursor")
                .asString();
        assertThat(metering.events("?limit=2&cursor=" + cursor).findValuesAsString("id"))
                .containsExactly("usg_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary?group_by",
                "summary?group_by=colour",
                "events?kind=dream",
                "events?from=yesterday",
                "events?to=-999999-01-01T00:00:00Z",
                "events?to=x",
                "events?limit=0",
                "events?cursor=x"
            })
    void aValueThatMakesNoSenseIsNamed(String request) {
        Metering.Answer answer = metering.get("/api/v1/usage/" + request);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .isEqualTo(request.replaceAll(".*\\?([a-z_]+).*", "/$1"));
    }

    @Test
    void onlyWhoMayReadBillingSeesUsage() {
        assertThat(metering.withScopes("runs:read").get("/api/v1/usage/events").status())
                .isEqualTo(403);
    }

    private void awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> metering.events("").size() == count);
    }

    private void awaitTool(String tool) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> metering.events("").findValuesAsString("tool").contains(tool));
    }
}
