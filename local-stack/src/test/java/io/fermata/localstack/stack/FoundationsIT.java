package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.network.PortPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postgres and Kafka as {@code up} runs them; the services themselves are in the end-to-end tests. */
class FoundationsIT {
    @TempDir
    private Path directory;

    private LocalStack stack;

    @BeforeEach
    void makeStack() throws IOException {
        stack = LocalStack.of(
                directory, new StackDirectory(directory), PortPlan.free(), System.getenv(), StackProgress.SILENT);
    }

    @AfterEach
    void stopStack() throws InterruptedException {
        stack.abandon();
        assertThat(stack.status()).noneMatch(ProcessStatus::runs);
    }

    @Test
    void postgresServesAgainAfterItWasKilled() throws IOException, InterruptedException {
        stack.start("postgres");
        stack.kill("postgres");

        stack.start("postgres");

        assertThat(status("postgres").ready()).isTrue();
    }

    @Test
    void theSupervisorRestartsWhatWasKilled() throws IOException, InterruptedException {
        stack.start("postgres");
        stack.kill("postgres");

        new Supervisor(stack, List.of("postgres")).restartTheDead();

        assertThat(status("postgres").ready()).isTrue();
    }

    @Test
    void afterACommandWasInterruptedNothingIsStartedAnyMore() throws InterruptedException {
        stack.abandon();

        assertThatThrownBy(() -> stack.start("postgres"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("interrupted");
    }

    @Test
    void aStackThatCannotComeUpWholeLeavesNothingRunning() {
        assertThatThrownBy(() -> stack.upWhole()).hasMessageContaining("is not built");

        assertThat(stack.status()).noneMatch(ProcessStatus::runs);
    }

    @Test
    void aServiceThatIsNotBuiltIsSaidToBe() {
        assertThatThrownBy(() -> stack.start("identity-service")).hasMessageContaining("identity-service is not built");
    }

    @Test
    void aProcessNobodyKnowsIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> stack.start("redis"))
                .hasMessageContaining("postgres")
                .hasMessageContaining("gateway-service");
    }

    private ProcessStatus status(String name) {
        return stack.status().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
