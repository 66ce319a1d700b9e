package io.fermata.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.tenant.TenantChoices.Change;
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
        TenantChoices choices = new TenantChoices(true, List.of("email"), true);

        assertThat(choices.with(Change.NONE)).isEqualTo(choices);
        assertThat(choices.with(new Change(false, null, null)))
                .isEqualTo(new TenantChoices(false, List.of("email"), true));
        assertThat(choices.with(new Change(null, List.of(), null))).isEqualTo(new TenantChoices(true, List.of(), true));
        assertThat(choices.with(new Change(null, null, false)))
                .isEqualTo(new TenantChoices(true, List.of("email"), false));
    }
}
