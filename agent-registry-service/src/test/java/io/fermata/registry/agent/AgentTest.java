package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.config.Configs;
import io.fermata.registry.lifecycle.AgentStatus;
import java.time.Instant;
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

    @Test
    void everyChangeIsLaterThanTheLastWhateverTheClockSays() {
        Instant last = agent.updatedAt();

        assertThat(agent.at(last.plusSeconds(1)).updatedAt()).isEqualTo(last.plusSeconds(1));
        assertThat(agent.at(last).updatedAt()).isAfter(last);
        assertThat(agent.at(last.minusSeconds(60)).updatedAt()).isAfter(last);
    }
}
