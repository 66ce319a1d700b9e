package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.config.Configs;
import io.fermata.registry.lifecycle.AgentStatus;
import org.junit.jupiter.api.Test;

class AgentTest {
    private final Agent agent = SampleAgents.refundHelper();

    @Test
    void anotherConfigurationIsANewVersion() {
        assertThat(agent.configured(Configs.withModel("anthropic/claude")).version())
                .isEqualTo(agent.version() + 1);
    }

    @Test
    void theSameConfigurationIsNot() {
        assertThat(agent.configured(agent.config())).isSameAs(agent);
    }

    @Test
    void neitherAreAnotherStatusOrDescription() {
        assertThat(agent.moved(new AgentStatus.Paused()).version()).isEqualTo(agent.version());
        assertThat(agent.described(agent.profile())).isEqualTo(agent);
    }
}
