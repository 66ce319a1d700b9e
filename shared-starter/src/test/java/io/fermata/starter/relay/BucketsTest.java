package io.fermata.starter.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.events.EventIds;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test
    void anIdLiesInTheBucketOfItsTime() {
        UUID id = new EventIds().get();
        Instant time = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);

        assertThat(Buckets.of(id)).isEqualTo(Buckets.of(time));
    }

    @Test
    void theFloorIsBelowTheIdsOfItsBucketAndAboveThoseBefore() {
        UUID id = new EventIds().get();
        long bucket = Buckets.of(id);

        assertThat(Buckets.floor(bucket)).isLessThanOrEqualTo(id);
        assertThat(Buckets.floor(bucket + 1)).isGreaterThan(id);
    }
}
