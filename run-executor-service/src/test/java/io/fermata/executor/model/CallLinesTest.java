package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallLinesTest {

    private static final RunExecutorProperties.Provider ONE = provider("sk-one", 5.0);

    @Test
    void giveOneKeyOneLineUnderWhateverNames() {
        RunExecutorProperties.Provider alias = provider("sk-one", null);
        RunExecutorProperties.Provider other = provider("sk-other", null);
        CallLines lines = new CallLines(List.of(ONE, alias, other));

        assertThat(lines.of(ONE)).isSameAs(lines.of(alias)).isNotSameAs(lines.of(other));
    }

    @Test
    void takeNoPaceThatStandsStill() {
        assertThatThrownBy(() -> provider("sk-one", 0.0)).hasMessageContaining("max-calls-per-second");
    }

    private static RunExecutorProperties.Provider provider(String key, @Nullable Double pace) {
        return new RunExecutorProperties.Provider(
                Api.OPENAI, "http://model.test/v1", key, Duration.ofSeconds(1), 8, pace);
    }
}
