package io.fermata.starter.events;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Ids of events: UUIDv7, ascending within this process. They carry the machine's own time and not that of the clock a
 * test may turn, because the outbox is partitioned and audited by it.
 */
public final class EventIds implements Supplier<UUID> {
    private final TimeOrderedEpochFactory factory =
            TimeOrderedEpochFactory.builder().withIncrementPlus1().build();

    @Override
    public UUID get() {
        return factory.create();
    }
}
