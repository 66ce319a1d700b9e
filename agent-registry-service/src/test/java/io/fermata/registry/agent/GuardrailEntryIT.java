package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import io.fermata.registry.support.ToolServiceDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RegistryTest
class GuardrailEntryIT {
    private static final String AGENTS = "/api/v1/agents";

    @LocalServerPort
    private int port;

    @Autowired
    private WireMockServer toolService;

    private Registry registry;

    @BeforeEach
    void asANewTenant() {
        registry = Registry.at(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"require_approval_for", "forbidden_actions"})
    void anEntryThatMeansNothingIsRefusedInItsPlace(String member) {
        Answer answer = registry.post(AGENTS, agent(member, "write_operations", "orders.refund", "no.such.tool"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors").findValuesAsString("pointer"))
                .containsExactly("/config/guardrails/" + member + "/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "read",
                "write",
                "notify",
                "execute",
                "read_operations",
                "write_operations",
                "notify_operations",
                "execute_operations",
                "delete_data"
            })
    void kindsOfOperationNeedNotBeLookedUp(String kind) {
        assertThat(registry.post(AGENTS, agent("forbidden_actions", kind)).status())
                .isEqualTo(201);

        assertThat(ToolServiceDouble.questions(toolService, kind, registry.token()))
                .isZero();
    }

    @Test
    void aToolTheAgentDoesNotHaveCanBeForbidden() {
        assertThat(registry.post(AGENTS, agent("forbidden_actions", "orders.refund"))
                        .status())
                .isEqualTo(201);

        assertThat(ToolServiceDouble.questions(toolService, "orders.refund", registry.token()))
                .isEqualTo(1);
    }

    @Test
    void onlyNewEntriesAreLookedUp() {
        String path = registry.agent(agent("forbidden_actions", "orders.refund"));

        Answer more = registry.patch(path, "{\"config\":{\"guardrails\":{\"max_steps\":3}}}");
        Answer wrong = registry.patch(
                path, "{\"config\":{\"guardrails\":{\"forbidden_actions\":[\"orders.refund\",\"no.such.tool\"]}}}");

        assertThat(more.status()).isEqualTo(200);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("/config/guardrails/forbidden_actions/1");
        assertThat(ToolServiceDouble.questions(toolService, "orders.refund", registry.token()))
                .isEqualTo(1);
    }

    @Test
    void whatHasNoToolsFormIsRefusedBeforeAnybodyIsAsked() {
        Answer answer = registry.post(AGENTS, agent("forbidden_actions", "x\\u0000"));

        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/config/guardrails/forbidden_actions/0");
        assertThat(ToolServiceDouble.questions(toolService, "x.*", registry.token()))
                .isZero();
    }

    private static String agent(String member, String... entries) {
        return "{\"name\":\"helper\",\"config\":{\"guardrails\":{\"" + member + "\":[\"" + String.join("\",\"", entries)
                + "\"]}}}";
    }
}
