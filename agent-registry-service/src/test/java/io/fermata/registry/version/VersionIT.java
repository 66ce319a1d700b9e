package io.fermata.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RegistryTest
class VersionIT {
    @LocalServerPort
    private int port;

    private Registry registry;
    private String agent;

    @BeforeEach
    void anAgentWithTwoVersions() {
        registry = Registry.at(port);
        agent = registry.agent("{\"name\":\"helper\",\"version_label\":\"first\",\"config\":{\"temperature\":0.1}}");
        registry.patch(agent, "{\"config\":{\"temperature\":0.9,\"system_prompt\":\"Be bold.\"}}");
    }

    @Test
    void versionsAreListedNewestFirst() {
        JsonNode page = registry.get(agent + "/versions").body();

        assertThat(page.at("/data/0/version").asInt()).isEqualTo(2);
        assertThat(page.at("/data/1/version").asInt()).isEqualTo(1);
        assertThat(page.at("/data/1/label").asString()).isEqualTo("first");
        assertThat(page.at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void versionsArePagedByNumber() {
        Answer first = registry.get(agent + "/versions?limit=1");

        Answer second = registry.get(agent + "/versions?limit=1&cursor=" + first.text("/next_cursor"));

        assertThat(second.body().at("/data/0/version").asInt()).isEqualTo(1);
    }

    @Test
    void anOldVersionIsReadAsItWas() {
        assertThat(registry.get(agent + "/versions/1")
                        .body()
                        .at("/config/temperature")
                        .asDouble())
                .isEqualTo(0.1);
        assertThat(registry.get(agent + "/versions/3").status()).isEqualTo(404);
        assertThat(registry.get(agent + "/versions/latest").status()).isEqualTo(404);
    }

    @Test
    void aDiffSaysWhatChanged() {
        JsonNode changes = registry.get(agent + "/versions/1/diff/2").body().at("/changes");

        assertThat(changes.findValuesAsString("path")).containsExactly("/temperature", "/system_prompt");
        assertThat(changes.at("/0/before").asDouble()).isEqualTo(0.1);
        assertThat(changes.at("/0/after").asDouble()).isEqualTo(0.9);
    }

    @Test
    void aRollbackBringsTheOldConfigurationBackAsANewVersion() {
        JsonNode restored =
                registry.post(agent + "/rollback", "{\"version\":1}").body();

        assertThat(restored.at("/version").asInt()).isEqualTo(3);
        assertThat(restored.at("/config/temperature").asDouble()).isEqualTo(0.1);
        assertThat(restored.at("/config/system_prompt").isNull()).isTrue();
        assertThat(registry.get(agent + "/versions/3")
                        .body()
                        .at("/restored_from")
                        .asInt())
                .isEqualTo(1);
        assertThat(registry.get(agent + "/versions/2").text("/config/system_prompt"))
                .isEqualTo("Be bold.");
    }

    @Test
    void aRollbackNeedsAVersionThatIsThere() {
        assertThat(registry.post(agent + "/rollback", "{}").text("/errors/0/pointer"))
                .isEqualTo("/version");
        assertThat(registry.post(agent + "/rollback", "{\"version\":9}").status())
                .isEqualTo(422);
    }
}
