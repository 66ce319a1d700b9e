package io.fermata.testkit.scenario;

import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.script.Script;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeScenarioTest {

    @Test
    void theScenarioOfTheReadmePasses() {
        try (var platform = new FakeGateway();
                var model = ScriptedModelServer.start(Script.builtIn())) {
            Gateway gateway = platform.gateway();
            Script script = Script.when(
                            m -> m.userMatches("refund order (?<order_id>\\d+)").round(1))
                    .calls("orders.lookup", Map.of("order_id", "{{order_id}}"))
                    .when(m -> m.toolAnswered("orders.lookup"))
                    .replies("It was paid with {{tool_result.amount}}.")
                    .build();
            AgentScenario.on(gateway)
                    .script(model, script)
                    .agent(a ->
                            a.name("refund-helper").model("openai/gpt-4o-mini").tools("orders.lookup"))
                    .approving()
                    .run("Refund order 42")
                    .expect(steps -> steps.called("orders.lookup")
                            .with(Map.of("order_id", "42"))
                            .then()
                            .output()
                            .contains("approved"));
        }
    }
}
