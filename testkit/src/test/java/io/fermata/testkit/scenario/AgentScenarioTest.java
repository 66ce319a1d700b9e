package io.fermata.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.script.Script;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentScenarioTest {
    private final FakeGateway platform = new FakeGateway();
    private final AgentScenario scenario = AgentScenario.on(platform.gateway())
            .agent(a -> a.name("refund-helper")
                    .model("openai/gpt-4o-mini")
                    .tools("orders.lookup", "orders.refund")
                    .requireApprovalFor("orders.refund"));

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aRunIsFollowedThroughItsApproval() {
        scenario.approving()
                .run("Refund order 42")
                .expectStatus("succeeded")
                .expect(steps -> steps.called("orders.lookup")
                        .with(Map.of("order_id", "42"))
                        .then()
                        .askedApprovalFor("orders.refund")
                        .with(Map.of("amount", 42.5))
                        .wasAnswered("approved")
                        .output()
                        .contains("approved"));

        assertThat(platform.agents).singleElement().satisfies(agent -> {
            assertThat(agent.at("/config/tools/1").asString()).isEqualTo("orders.refund");
            assertThat(agent.at("/config/guardrails/require_approval_for/0").asString())
                    .isEqualTo("orders.refund");
        });
    }

    @Test
    void aRunThatWaitsIsHandedBackWhenNobodyDecides() {
        scenario.run("Refund order 42").expectStatus("waiting_approval");
    }

    @Test
    void aFailureShowsTheLogOfTheRun() {
        var run = scenario.rejecting().run("Refund order 42");

        assertThatThrownBy(() ->
                        run.expect(steps -> steps.called("orders.lookup").then().called("orders.refund")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected a call of orders.refund after step 2, but there was none")
                .hasMessageContaining("run run_1: succeeded, 20 tokens, $0.000200")
                .hasMessageContaining("   1  think             Let me see. → orders.lookup")
                .hasMessageContaining("   3  approval_request  orders.refund {\"order_id\":\"42\",\"amount\":42.50}");
    }

    @Test
    void wrongArgumentsAreNamed() {
        var run = scenario.approving().run("Refund order 42");

        assertThatThrownBy(
                        () -> run.expect(steps -> steps.called("orders.lookup").with(Map.of("order_id", "43"))))
                .hasMessageContaining("step 2: expected the argument order_id to be \"43\"");
        assertThatThrownBy(() -> run.expect(steps -> steps.neverCalled("orders.lookup")))
                .hasMessageContaining("expected 0 calls of orders.lookup, but counted 1");
    }

    @Test
    void aTestCaseIsAFile() {
        var test = AgentTestCase.parse("""
                name: a rejected refund is not made
                tools: [{name: orders.lookup}]
                agent: {name: refund-helper, config: {model: openai/gpt-4o-mini}}
                input: Refund order 42
                approvals: reject
                script: {rules: [{reply: never asked}]}
                expect:
                  status: succeeded
                  steps:
                    - {tool_call: orders.lookup, arguments: {order_id: "42"}}
                    - {approval_request: orders.refund, arguments: {amount: 42.5}}
                    - {approval_response: rejected}
                  never_called: [orders.refund]
                  output: {contains: rejected}
                  max_steps: 5
                """);

        try (var model = ScriptedModelServer.start(Script.builtIn())) {
            assertThat(test.runOn(platform.gateway(), model.url()).steps()).hasSize(5);
        }
    }

    @Test
    void aTestCaseWithAMistakeSaysWhatIsWrong() {
        assertThatThrownBy(() -> AgentTestCase.parse("{name: x, agents: {}, input: a, expect: {}}"))
                .hasMessageContaining("test case x has the unknown key 'agents'");
        assertThatThrownBy(() -> AgentTestCase.parse("{name: x, input: a, expect: {}}"))
                .hasMessageContaining("test case x needs the key 'agent'");
    }

    @Test
    void aGatewayThatRefusesIsShown() {
        var wrong = Gateway.at(platform.url(), "fk_wrong");

        assertThatThrownBy(() -> AgentScenario.on(wrong).run("x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /api/v1/agents was answered 401");
    }
}
