package io.fermata.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.AuditTopic;
import io.fermata.localstack.junit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Whoever knows half of a machine's credentials and tries the other half is seen by the machine's owner. */
@ServiceTest
class RefusedMachinesIT {
    private final AuditTopic audit = new AuditTopic();
    private final Api api;
    private String tenant = "";
    private Api.@Nullable Answer made;

    RefusedMachinesIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void aKey() {
        tenant = new Actors(api).newTenantId();
        made = issue(tenant);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void aGuessedKeyUnderAKnownIdIsTold() {
        assertThat(credentials(key().string("/id"), "fk_local_guessed")).isEqualTo(401);

        assertThat(denied(audit, tenant).at("/details/reason").asString())
                .isEqualTo("its id was shown without the key");
    }

    @Test
    void aKeyUnderTheIdOfAnotherIsToldToBothOwners() {
        String other = new Actors(api).newTenantId();
        Api.Answer others = issue(other);

        assertThat(credentials(others.string("/id"), key().string("/key"))).isEqualTo(401);

        JsonNode told = denied(audit, tenant);
        assertThat(told.path("resource_id").asString()).isEqualTo(key().string("/id"));
        assertThat(told.at("/details/reason").asString()).isEqualTo("it was shown under another id");
        assertThat(told.toString()).doesNotContain(key().string("/key"), others.string("/id"));
        try (AuditTopic theirs = new AuditTopic()) {
            assertThat(denied(theirs, other).path("resource_id").asString()).isEqualTo(others.string("/id"));
        }
    }

    @Test
    void idsThatAreNoneAreRefusedAndNothingElse() {
        assertThat(credentials("x\0y", "fk_local_guessed")).isEqualTo(401);
        assertThat(credentials("", "")).isEqualTo(401);
    }

    private Api.Answer key() {
        return Objects.requireNonNull(made);
    }

    private static JsonNode denied(AuditTopic trail, String owner) {
        return trail.await(owner, told -> told.path("action").asString().equals("api_key.use"));
    }

    private Api.Answer issue(String owner) {
        return api.post(Actors.admin(owner), "/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
    }

    private int credentials(String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return api.form("/oauth2/token", "grant_type=client_credentials", "Authorization", "Basic " + basic)
                .status();
    }
}
