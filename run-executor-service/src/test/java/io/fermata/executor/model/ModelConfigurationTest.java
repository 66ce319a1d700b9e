package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelConfigurationTest {

    @Test
    void findsAnthropicsVersionInItsAddressOrAddsIt() {
        assertThat(ModelConfiguration.versioned("https://api.anthropic.com")).isEqualTo("https://api.anthropic.com/v1");
        assertThat(ModelConfiguration.versioned("https://api.anthropic.com/"))
                .isEqualTo("https://api.anthropic.com/v1");
        assertThat(ModelConfiguration.versioned("https://api.anthropic.com/v1/"))
                .isEqualTo("https://api.anthropic.com/v1");
    }

    @Test
    void splitsAModelsNameAtItsFirstSlash() {
        assertThat(ModelId.parse("openai/meta/llama")).isEqualTo(new ModelId("openai", "meta/llama"));
        assertThatThrownBy(() -> ModelId.parse("llama")).hasMessageContaining("provider/model");
        assertThatThrownBy(() -> ModelId.parse("openai/")).hasMessageContaining("provider/model");
    }
}
