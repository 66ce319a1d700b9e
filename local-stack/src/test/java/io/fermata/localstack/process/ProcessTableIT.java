package io.fermata.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableIT {
    @TempDir
    private Path directory;

    private ProcessTable table() {
        return new ProcessTable(directory.resolve("run"));
    }

    @AfterEach
    void endWhatIsLeft() throws IOException, InterruptedException {
        table().kill("sleeper");
    }

    @Test
    void anotherCommandFindsWhatOneHasStarted() throws IOException {
        ProcessHandle started = table().start(sleeper("exec sleep 600"));

        assertThat(table().find("sleeper")).contains(started);
    }

    @Test
    void aProcessThatEndedIsNotFound() throws IOException, InterruptedException {
        ProcessHandle started = table().start(sleeper("exec sleep 600"));

        table().kill("sleeper");

        assertThat(ProcessTable.isAlive(started)).isFalse();
        assertThat(table().find("sleeper")).isEmpty();
    }

    @Test
    void aStrangerWithTheSamePidIsNotTakenForOurs() throws IOException {
        Files.createDirectories(directory.resolve("run"));
        Files.writeString(
                directory.resolve("run/sleeper.pid"), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(table().find("sleeper")).isEmpty();
    }

    @Test
    void aProcessThatWillNotEndIsKilled() throws IOException, InterruptedException {
        ProcessHandle started = table().start(sleeper("trap '' TERM; while true; do sleep 1; done"));

        table().stop("sleeper", ShutdownRequest.TERMINATE, Duration.ofMillis(300));

        assertThat(ProcessTable.isAlive(started)).isFalse();
    }

    @Test
    void theProcessSeesOnlyTheEnvironmentItIsGiven() throws IOException {
        table().start(new ProcessSpec(
                "sleeper", List.of("/usr/bin/env"), Map.of("ONLY", "this"), directory.resolve("log")));

        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(Files.readString(directory.resolve("log"))).isEqualTo("ONLY=this\n"));
    }

    private ProcessSpec sleeper(String script) {
        return new ProcessSpec(
                "sleeper", List.of("/bin/bash", "-c", script), System.getenv(), directory.resolve("log"));
    }
}
