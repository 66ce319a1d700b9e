package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;

class ModelLabelsTest {

    private final ModelLabels labels = new ModelLabels(model -> model.startsWith("openai/"), 2);

    @Test
    void nameEveryModelThatHasAPrice() {
        labels.of("local/one");
        labels.of("local/two");

        assertThat(labels.of("openai/gpt-4o-mini")).isEqualTo(Tag.of("model", "openai/gpt-4o-mini"));
    }

    @Test
    void nameTheFirstOfTheOthersAlone() {
        labels.of("local/one");
        labels.of("local/two");

        assertThat(labels.of("local/three")).isEqualTo(Tag.of("model", "_others"));
        assertThat(labels.of("local/one")).isEqualTo(Tag.of("model", "local/one"));
    }
}
