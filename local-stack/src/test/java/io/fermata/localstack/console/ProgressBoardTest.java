package io.fermata.localstack.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void inAPipeEachProcessIsOnePlainLineWhenItIsReady() {
        try (ProgressBoard board = board(false)) {
            board.working("kafka", "starting");
            board.ready("kafka", "127.0.0.1:9092", Duration.ofMillis(4200));
        }

        assertThat(text()).isEqualTo("  ✔ kafka                   127.0.0.1:9092  4.2 s\n");
    }

    @Test
    void onATerminalTheLastStateStaysStanding() {
        try (ProgressBoard board = board(true)) {
            board.ready("postgres", "127.0.0.1:5433", Duration.ofSeconds(1));
            board.failed("kafka", "port 9092 for kafka is taken by another program");
        }

        assertThat(text()).contains("✔").contains("✘").contains("port 9092").endsWith("\n");
    }

    private ProgressBoard board(boolean interactive) {
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ProgressBoard(new Terminal(out, interactive, 100), List.of("postgres", "kafka"));
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
