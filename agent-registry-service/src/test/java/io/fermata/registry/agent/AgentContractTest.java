package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What callers and other services see of an agent, byte by byte. */
class AgentContractTest {
    private static final Json JSON = Json.standard();

    private final Agent agent = SampleAgents.refundHelper();

    @Test
    void theViewIsTheGoldenOne() throws IOException {
        assertThat(JSON.write(AgentView.of(agent))).isEqualTo(golden("agent-view.json"));
    }

    @Test
    void theSnapshotForOtherServicesIsTheGoldenOne() throws IOException {
        assertThat(JSON.write(new AgentSnapshots(JSON).of(agent))).isEqualTo(golden("agent-changed.json"));
    }

    private static String golden(String name) throws IOException {
        String text = new ClassPathResource("golden/" + name).getContentAsString(StandardCharsets.UTF_8);
        return JSON.write(JSON.read(text));
    }
}
