package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RegistryTest
class LifecycleIT {
    @LocalServerPort
    private int port;

    private Registry registry;
    private String agent;

    @BeforeEach
    void aNewAgent() {
        registry = Registry.at(port);
        agent = registry.agent("{\"name\":\"helper\"}");
    }

    @Test
    void anAgentIsPausedAndActivatedAgain() {
        assertThat(move("pause").text("/status")).isEqualTo("paused");
        assertThat(move("activate").text("/status")).isEqualTo("active");
        assertThat(registry.get(agent).body().at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void askingTwiceChangesNothingMore() {
        String etag = move("pause").etag();

        assertThat(move("pause").etag()).isEqualTo(etag);
    }

    @Test
    void whatIsDeprecatedStaysSo() {
        move("deprecate");

        Answer answer = move("activate");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("urn:problem:conflict");
        assertThat(registry.get(agent).text("/status")).isEqualTo("deprecated");
    }

    @Test
    void promotionEndsAtProd() {
        assertThat(move("promote").text("/stage")).isEqualTo("staging");
        assertThat(move("promote").text("/stage")).isEqualTo("prod");
        assertThat(move("promote").status()).isEqualTo(409);
    }

    @Test
    void aMoveHonoursTheTagToo() {
        assertThat(registry.post(agent + "/pause", "", "If-Match", "\"99\"").status())
                .isEqualTo(412);
    }

    private Answer move(String verb) {
        return registry.post(agent + "/" + verb, "");
    }
}
