package io.fermata.gateway.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;

/** A wall clock that a test turns. */
final class HandClock implements TimeMeter {
    private Instant now;

    HandClock(String now) {
        this.now = Instant.parse(now);
    }

    void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public long currentTimeNanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
