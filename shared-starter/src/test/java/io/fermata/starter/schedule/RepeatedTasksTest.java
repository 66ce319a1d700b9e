package io.fermata.starter.schedule;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedTasksTest {
    private final RepeatedTasks tasks = new RepeatedTasks("repeated-tasks-test");

    @AfterEach
    void stop() {
        tasks.stop();
    }

    @Test
    void runsATaskAgainThatThrew() {
        AtomicInteger runs = new AtomicInteger();
        Runnable failing = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("thrown on purpose");
        };

        tasks.start(List.of(failing), Duration.ZERO, Duration.ofMillis(1));

        await().until(() -> runs.get() >= 3);
    }
}
