package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.Person;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class LoginE2E {
    private Tenant tenant;
    private Person person;

    @BeforeEach
    void somebodyWhoWasInvited() {
        tenant = TestPlatform.newTenant("login");
        person = Person.invited(tenant, "operator");
    }

    @Test
    void signsInAsksWhoItIsAndRefreshes() {
        JsonNode tokens = person.signIn();

        JsonNode me = me(tokens).json();
        JsonNode renewed = refreshed(tokens);

        assertThat(me.at("/tenant/id").asString()).isEqualTo(tenant.id());
        assertThat(me.path("subject").asString()).startsWith("user:usr_");
        assertThat(me.path("roles").toString()).isEqualTo("[\"operator\"]");
        assertThat(me(renewed).json()).isEqualTo(me);
        assertThat(renewed.path("refresh_token")).isNotEqualTo(tokens.path("refresh_token"));
    }

    @Test
    void letsNobodyInWithAnIdToken() {
        String idToken = person.signIn().path("id_token").asString();

        Problems.require(TestPlatform.nobody().as(idToken).send("GET", "/api/v1/me", null), 401, "unauthenticated");
    }

    @Test
    void endsTheWholeFamilyWhenAnOlderRefreshTokenTurnsUp() {
        JsonNode first = person.signIn();
        JsonNode second = refreshed(first);
        assertThat(me(second).status()).isEqualTo(200);

        Answer leaked = person.refresh(first.path("refresh_token").asString());

        assertThat(leaked.status()).isEqualTo(400);
        assertThat(leaked.json().path("error").asString()).isEqualTo("invalid_grant");
        assertThat(person.refresh(second.path("refresh_token").asString()).status())
                .isEqualTo(400);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> Problems.require(me(second), 401, "unauthenticated"));
    }

    @Test
    void refusesTheTokensOfASuspendedTenantWithinAMinute() {
        JsonNode tokens = person.signIn();

        TestPlatform.platformAdmin().send("PATCH", "/api/v1/tenants/" + tenant.id(), Map.of("status", "suspended"));

        assertThat(person.refresh(tokens.path("refresh_token").asString()).status())
                .isEqualTo(400);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> Problems.require(me(tokens), 401, "unauthenticated"));
    }

    private JsonNode refreshed(JsonNode tokens) {
        return person.refresh(tokens.path("refresh_token").asString())
                .requireSuccess("refreshing")
                .json();
    }

    private static Answer me(JsonNode tokens) {
        return TestPlatform.nobody().as(tokens.path("access_token").asString()).send("GET", "/api/v1/me", null);
    }
}
