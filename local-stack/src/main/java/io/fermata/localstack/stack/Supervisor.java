package io.fermata.localstack.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Restarts what dies, as long as it is run: {@code up --foreground}. A process that keeps dying is tried again ever more
 * slowly, up to once in half a minute.
 */
public final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LocalStack stack;
    private final List<String> processes;
    private final Map<String, Pause> pauses = new HashMap<>();

    public Supervisor(LocalStack stack, List<String> processes) {
        this.stack = stack;
        this.processes = processes;
    }

    /** Until the thread is interrupted. */
    public void run() throws InterruptedException {
        while (true) {
            restartTheDead();
            Thread.sleep(FIRST_PAUSE);
        }
    }

    /** One look at every process. */
    void restartTheDead() {
        for (String name : processes) {
            if (stack.runs(name)) {
                continue;
            }
            Pause pause = pauses.getOrDefault(name, new Pause(FIRST_PAUSE, 0));
            if (System.nanoTime() >= pause.until()) {
                pauses.put(name, pause.longer(System.nanoTime()));
                restart(name);
            }
        }
    }

    private void restart(String name) {
        try {
            stack.start(name);
        } catch (StackException _) {
            // The progress has told why, and the next look tries again.
            return;
        }
    }

    private record Pause(Duration length, long until) {
        Pause longer(long now) {
            Duration next =
                    length.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : length.multipliedBy(2);
            return new Pause(next, now + length.toNanos());
        }
    }
}
