package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.sample.Api.Answer;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(properties = "spring.application.name=sample")
class IdempotencyIT {
    private static final String PATH = "/api/v1/notes";
    private static final String KEY = "Idempotency-Key";

    @LocalServerPort
    int port;

    @Autowired
    Notes notes;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    Api api;
    TenantId tenant;

    @BeforeEach
    void connect(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        tenant = new TenantId(name.substring(0, Math.min(40, name.length())));
        api = new Api(port, tenant.value());
    }

    @Test
    void givesTheFirstAnswerAgain() {
        Answer first = api.post(PATH, note("once"), KEY, "key-1");
        Answer second = api.post(PATH, note("once"), KEY, "key-1");

        assertThat(second.status()).isEqualTo(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).contains("true");
        assertThat(first.header("X-Request-Id")).isNotEqualTo(second.header("X-Request-Id"));
    }

    @Test
    void judgesARequestAnewThatWasRefused() {
        String empty = "{\"text\":\"\",\"priority\":1}";
        assertThat(api.post(PATH, empty, KEY, "key-1").status()).isEqualTo(422);

        Answer again = api.post(PATH, empty, KEY, "key-1");
        Answer corrected = api.post(PATH, note("corrected"), KEY, "key-1");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        api.post(PATH, note("one"), KEY, "key-1");

        Answer answer = api.post(PATH, note("two"), KEY, "key-1");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:idempotency-mismatch");
    }

    @Test
    void triesAgainAfterAnAnswerThatMayChange() {
        int before = notes.attempts();

        assertThat(api.post(PATH + "/busy", "{}", KEY, "key-1").status()).isEqualTo(429);
        assertThat(api.post(PATH + "/busy", "{}", KEY, "key-1").status()).isEqualTo(429);

        assertThat(notes.attempts()).isEqualTo(before + 2);
    }

    @Test
    void doesTheWorkOnceForManyAtTheSameTime() {
        int before = notes.attempts();

        List<Integer> statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> api.post(PATH, note("race"), KEY, "key-1").status()))
                .limit(8)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).isSubsetOf(201, 409).contains(201);
        assertThat(notes.attempts()).isEqualTo(before + 1);
        assertThat(api.post(PATH, note("race"), KEY, "key-1").status()).isEqualTo(201);
    }

    @Test
    void takesOverWhatACrashedReplicaLeftBehind() {
        api.post(PATH, note("left"), KEY, "key-1");
        change("UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL");
        assertThat(api.post(PATH, note("left"), KEY, "key-1").status()).isEqualTo(409);

        change("UPDATE idempotency_keys SET created_at = now() - interval '61 seconds'");
        change("DELETE FROM notes");

        assertThat(api.post(PATH, note("left"), KEY, "key-1").status()).isEqualTo(201);
    }

    @Test
    void keepsTheKeysOfTwoCallersApart() {
        api.post(PATH, note("mine"), KEY, "key-1");
        Map<String, Object> other = new LinkedHashMap<>(TestTokens.claims(tenant.value(), "agents:write"));
        other.put("sub", "user:usr_other");

        Answer answer = api.send(api.anonymous(PATH)
                .header("Authorization", "Bearer " + TestTokens.sign(other))
                .header("Content-Type", "application/json")
                .header(KEY, "key-1")
                .POST(BodyPublishers.ofString(note("theirs"))));

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertThat(api.post(PATH, note("long"), KEY, "k".repeat(256)).status()).isEqualTo(422);
    }

    @Test
    void letsAnEventStreamThrough() {
        Answer answer = api.post(PATH + "/stream", "{}", KEY, "key-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("id:1", "data:hello");
    }

    @Test
    void storesNoAnswerInTheClear() {
        Answer answer = api.post(PATH, note("a secret shown once"), KEY, "key-1");

        List<String> stored = Tenants.call(
                tenant,
                () -> new TransactionTemplate(transactions)
                        .execute(_ -> database.sql("SELECT body FROM idempotency_keys")
                                .query(String.class)
                                .list()));

        assertThat(answer.body()).contains("a secret shown once");
        assertThat(stored)
                .singleElement()
                .satisfies(body -> assertThat(body).startsWith("fs1.").doesNotContain("secret", "shown", "text"));
    }

    private void change(String sql) {
        Tenants.run(
                tenant,
                () -> new TransactionTemplate(transactions)
                        .executeWithoutResult(_ -> database.sql(sql).update()));
    }

    private static String note(String text) {
        return "{\"text\":\"" + text + "\",\"priority\":1}";
    }
}
