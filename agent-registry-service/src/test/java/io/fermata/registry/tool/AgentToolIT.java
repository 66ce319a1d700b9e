package io.fermata.registry.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import io.fermata.registry.support.ToolServiceDouble;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RegistryTest
class AgentToolIT {
    @LocalServerPort
    private int port;

    @Autowired
    private WireMockServer toolService;

    @Autowired
    private CircuitBreakerRegistry breakers;

    private Registry registry;
    private String agent;

    @BeforeEach
    void anAgentWithATool() {
        breaker().reset();
        registry = Registry.at(port);
        agent = registry.agent("{\"name\":\"helper\",\"config\":{\"tools\":[\"http.get\"]}}");
    }

    @AfterEach
    void leavesTheBreakerClosed() {
        breaker().reset();
    }

    @Test
    void toolsAreAddedAndRemovedOneByOne() {
        assertThat(registry.post(agent + "/tools", "{\"name\":\"orders.lookup\"}")
                        .body()
                        .at("/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(registry.get(agent + "/tools").body().at("/data").findValuesAsString("name"))
                .containsExactly("http.get", "orders.lookup");

        Answer removed = registry.delete(agent + "/tools/http.get");

        assertThat(removed.body().at("/config/tools").toString()).isEqualTo("[\"orders.lookup\"]");
        assertThat(registry.delete(agent + "/tools/http.get").status()).isEqualTo(404);
    }

    @Test
    void addingAToolTwiceMakesOneVersion() {
        assertThat(registry.post(agent + "/tools", "{\"name\":\"http.get\"}")
                        .body()
                        .at("/version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aToolNobodyHasIsRefusedInItsPlace() {
        Answer answer = registry.patch(agent, "{\"config\":{\"tools\":[\"http.get\",\"no.such.tool\"]}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/config/tools/1");
        assertThat(registry.get(agent).body().at("/version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.tool", "no tool's name", "x\\u0000"})
    void aRefusedNamePointsIntoItsOwnRequest(String name) {
        Answer answer = registry.post(agent + "/tools", "{\"name\":\"" + name + "\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors").findValuesAsString("pointer")).containsExactly("/name");
    }

    @Test
    void toolServiceIsAskedWithTheCallersTokenAndOnlyAboutWhatIsNew() {
        registry.patch(agent, "{\"name\":\"renamed\"}");
        registry.patch(agent, "{\"config\":{\"tools\":[\"http.get\",\"clock.now\"]}}");

        assertThat(ToolServiceDouble.questions(toolService, "http.get", registry.token()))
                .isEqualTo(1);
        assertThat(ToolServiceDouble.questions(toolService, "clock.now", registry.token()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools.broken", "tools.cut", "tools.slow", "tools.faulty"})
    void whileToolServiceIsAwayNothingIsChangedAndTheCallerMayRetry(String tool) {
        Answer answer = registry.patch(agent, "{\"config\":{\"tools\":[\"" + tool + "\"]}}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("urn:problem:unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(registry.get(agent).text("/config/tools/0")).isEqualTo("http.get");
    }

    @Test
    void anOpenBreakerAnswersWithoutAsking() {
        breaker().transitionToOpenState();

        assertThat(registry.post(agent + "/tools", "{\"name\":\"clock.now\"}").status())
                .isEqualTo(503);
        assertThat(registry.patch(agent, "{\"name\":\"renamed\"}").status()).isEqualTo(200);
        assertThat(ToolServiceDouble.questions(toolService, "clock.now", registry.token()))
                .isZero();
    }

    @Test
    void aNameThatNoToolCanHaveIsRefusedBeforeAnybodyIsAsked() {
        Answer answer = registry.patch(agent, "{\"config\":{\"tools\":[\"http.get\",\"x\\u0000\"]}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/config/tools/1");
        assertThat(ToolServiceDouble.questions(toolService, "x.*", registry.token()))
                .isZero();
    }

    @Test
    void whatOneTenantMakesFailStopsNobodyElse() {
        Registry other = Registry.at(port);

        for (int i = 0; i < 30; i++) {
            assertThat(registry.post(agent + "/tools", "{\"name\":\"tools.faulty\"}")
                            .status())
                    .isEqualTo(503);
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        other.agent("{\"name\":\"helper\",\"config\":{\"tools\":[\"http.get\"]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools.broken", "tools.cut"})
    void aToolServiceThatIsAwayIsLeftAlone(String tool) {
        for (int i = 0; i < 10; i++) {
            registry.post(agent + "/tools", "{\"name\":\"" + tool + "\"}");
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    private CircuitBreaker breaker() {
        return breakers.circuitBreaker("tools");
    }
}
