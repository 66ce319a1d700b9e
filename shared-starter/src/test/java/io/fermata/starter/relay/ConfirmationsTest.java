package io.fermata.starter.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.events.EventIds;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
    private final UUID first = new EventIds().get();
    private final UUID later = new UUID(first.getMostSignificantBits() + (10_000L << 16), 5);

    @Test
    void rowsAreCountedBucketByBucket() {
        Confirmations confirmed = new Confirmations();

        confirmed.add(later);
        confirmed.add(first);
        confirmed.add(later);

        assertThat(confirmed.buckets()).containsExactly(Buckets.of(first), Buckets.of(later));
        assertThat(confirmed.rows()).containsExactly(1L, 2L);
    }

    @Test
    void theDigestTellsOneRowFromAnother() {
        Confirmations confirmed = new Confirmations();

        confirmed.add(first);

        assertThat(confirmed.digests()).containsExactly(first.getLeastSignificantBits());
    }
}
