package io.fermata.executor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long STEP = Duration.ofMillis(100).toNanos();

    private final AtomicLong now = new AtomicLong(-7);
    private final Pace pace = new Pace(10, now::get);

    @Test
    void keepsEvenSteps() {
        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(STEP);
        assertThat(pace.take()).isEqualTo(2 * STEP);
    }

    @Test
    void savesNothingUpWhileNobodyComes() {
        pace.take();
        now.addAndGet(50 * STEP);

        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(STEP);
    }
}
