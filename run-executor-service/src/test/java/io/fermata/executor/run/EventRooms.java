package io.fermata.executor.run;

import io.fermata.starter.outbox.OutboxProperties;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Rooms for events of any size, without Spring. */
public final class EventRooms {

    private EventRooms() {}

    public static EventRoom ofBytes(long largestEvent) {
        return new EventRoom(new OutboxProperties(Duration.ofDays(1), DataSize.ofBytes(largestEvent)));
    }
}
