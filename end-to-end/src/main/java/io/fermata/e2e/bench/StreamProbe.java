package io.fermata.e2e.bench;

import io.fermata.e2e.http.EventStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How soon somebody who watches a run sees it move. One run at a time, on an otherwise idle platform. */
final class StreamProbe {
    private final Platform platform;
    private final Clock clock;
    private final List<Duration> firstStep = new ArrayList<>();
    private final List<Duration> stepToStream = new ArrayList<>();

    StreamProbe(Platform platform, Clock clock) {
        this.platform = platform;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param firstStep from the 202 until the first step is on the stream
     * @param stepToStream from a step's own time, which lies before its commit, until it is on the stream
     */
    record Seen(Percentiles firstStep, Percentiles stepToStream) {}

    Seen watch(int runs) throws IOException {
        for (int i = 0; i < runs; i++) {
            watchOne();
        }
        return new Seen(Percentiles.of(firstStep), Percentiles.of(stepToStream));
    }

    private void watchOne() throws IOException {
        JsonNode run = platform.start();
        Instant accepted = clock.instant();
        List<EventStream.Event> steps = new ArrayList<>();
        new EventStream(platform.gateway(), run.path("id").asString()).read(null, event -> {
            Instant now = clock.instant();
            if (event.name().equals("step")) {
                seen(event, accepted, now, steps.isEmpty());
                steps.add(event);
            }
            return !event.name().equals("run")
                    || !event.data().path("status").asString().equals("succeeded");
        });
    }

    /** A step that was there before the stream says nothing about the stream. */
    private void seen(EventStream.Event step, Instant accepted, Instant now, boolean first) {
        Instant made = Instant.parse(step.data().path("created_at").asString());
        if (first) {
            firstStep.add(Duration.between(accepted, now));
        } else if (made.isAfter(accepted)) {
            stepToStream.add(Duration.between(made, now));
        }
    }
}
