package io.fermata.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.redaction.Detector;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantChoicesTest {
    @Test
    void whatCanBeChosenIsWhatCanBeLookedFor() {
        assertThat(TenantChoices.DETECTORS.split("\\|"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Detector.values()).map(Detector::value).toList());
    }

    @Test
    void whatIsNotSaidStays() {
        TenantChoices choices = new TenantChoices(true, List.of("email"));

        assertThat(choices.with(null, null)).isEqualTo(choices);
        assertThat(choices.with(false, null)).isEqualTo(new TenantChoices(false, List.of("email")));
        assertThat(choices.with(null, List.of())).isEqualTo(new TenantChoices(true, List.of()));
    }
}
