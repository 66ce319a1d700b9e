package io.fermata.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgentStatusTest {
    @ParameterizedTest
    @CsvSource({
        "draft,      ACTIVATE,  active",
        "draft,      PAUSE,     ",
        "draft,      DEPRECATE, deprecated",
        "active,     ACTIVATE,  active",
        "active,     PAUSE,     paused",
        "active,     DEPRECATE, deprecated",
        "paused,     ACTIVATE,  active",
        "paused,     PAUSE,     paused",
        "paused,     DEPRECATE, deprecated",
        "deprecated, ACTIVATE,  ",
        "deprecated, PAUSE,     ",
        "deprecated, DEPRECATE, deprecated"
    })
    void everyMoveFromEveryStatusIsDecided(String from, LifecycleMove move, String to) {
        AgentStatus status = AgentStatus.find(from).orElseThrow();

        assertThat(status.after(move).map(AgentStatus::word).orElse(null)).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource(LifecycleMove.class)
    void askingForAMoveTwiceEndsWhereAskingOnceDoes(LifecycleMove move) {
        for (AgentStatus status : AgentStatus.all()) {
            assertThat(status.after(move).flatMap(after -> after.after(move))).isEqualTo(status.after(move));
        }
    }

    @Test
    void onlyTheFourWordsAreStatuses() {
        assertThat(AgentStatus.all()).hasSize(AgentStatus.class.getPermittedSubclasses().length);
        assertThat(AgentStatus.find("ACTIVE")).isEmpty();
        assertThat(AgentStatus.find("archived")).isEmpty();
    }

    @Test
    void theReadmeDrawsTheMovesThatAreThere() throws IOException {
        List<String> arrows = new ArrayList<>();
        for (AgentStatus from : AgentStatus.all()) {
            Stream.of(LifecycleMove.values())
                    .forEach(move -> from.after(move)
                            .filter(to -> !to.equals(from))
                            .ifPresent(to ->
                                    arrows.add("    %s --> %s: %s".formatted(from.word(), to.word(), move.verb()))));
        }

        assertThat(Files.readAllLines(Path.of("README.md")).stream().filter(line -> line.contains("-->")))
                .containsExactlyElementsOf(arrows);
    }
}
