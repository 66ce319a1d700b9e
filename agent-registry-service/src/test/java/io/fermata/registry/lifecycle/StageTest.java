package io.fermata.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void promotionGoesFromDraftOverStagingToProdAndNoFurther() {
        assertThat(Stage.DRAFT.next()).contains(Stage.STAGING);
        assertThat(Stage.STAGING.next()).contains(Stage.PROD);
        assertThat(Stage.PROD.next()).isEmpty();
    }

    @Test
    void aStageIsFoundByItsWord() {
        assertThat(Stage.of("staging")).isEqualTo(Stage.STAGING);
        assertThatIllegalArgumentException().isThrownBy(() -> Stage.of("live"));
    }
}
