package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class CredentialsE2E {
    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

    private Tenant tenant;

    @BeforeEach
    void somebodyWithKeys() {
        tenant = TestPlatform.newTenant("credentials");
    }

    @TestFactory
    Stream<DynamicTest> letsNobodyInWithoutAGoodKey() {
        return Stream.of("garbage", "fk_local_" + UNKNOWN, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "")
                .map(key -> dynamicTest(
                        "'" + key + "'",
                        () -> Problems.require(
                                TestPlatform.nobody().as(key).send("GET", "/api/v1/runs", null),
                                401,
                                "unauthenticated")));
    }

    @Test
    void asksWhoIsThereWhenNoKeyIsShown() {
        Problems.require(TestPlatform.nobody().send("GET", "/api/v1/runs", null), 401, "unauthenticated");
    }

    @Test
    void forbidsWhatTheRoleDoesNotAllow() {
        Answer answer = tenant.colleague("viewer").send("POST", "/api/v1/agents", object("name", "x"));

        Problems.require(answer, 403, "forbidden");
    }

    @Test
    void refusesARevokedKeyWithinAMinute() {
        JsonNode key = tenant.gateway().post("/api/v1/api-keys", object("name", "short-lived", "role", "viewer"));
        Gateway holder = tenant.gateway().as(key.path("key").asString());
        assertThat(holder.send("GET", "/api/v1/runs", null).status()).isEqualTo(200);

        tenant.gateway().send("DELETE", "/api/v1/api-keys/" + key.path("id").asString(), null);

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> Problems.require(holder.send("GET", "/api/v1/runs", null), 401, "unauthenticated"));
    }
}
