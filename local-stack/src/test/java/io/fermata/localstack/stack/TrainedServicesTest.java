package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fermata.localstack.StackService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainedServicesTest {
    @Test
    void areAllUnlessSaidOtherwise() {
        assertThat(trained(Map.of())).containsExactly(StackService.values());
        assertThat(trained(Map.of("FERMATA_AOT", "off"))).isEmpty();
        assertThat(trained(Map.of("FERMATA_AOT", "tool-service, run-executor-service")))
                .containsExactly(StackService.EXECUTOR, StackService.TOOLS);
    }

    @Test
    void areServicesThatExist() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> TrainedServices.of(Map.of("FERMATA_AOT", "tool-service,tools")))
                .withMessage("FERMATA_AOT is off or names services, separated by commas; there is no 'tools'");
    }

    private static List<StackService> trained(Map<String, String> environment) {
        return Arrays.stream(StackService.values())
                .filter(TrainedServices.of(environment))
                .toList();
    }
}
