package io.fermata.starter.events;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.TenantChanged;
import java.util.List;

/** Events for tests, of the smallest kind there is. */
public final class EventSamples {
    private EventSamples() {}

    public static OutgoingEvent tenantChanged(String key, String name) {
        return new OutgoingEvent(
                Topics.TENANT_CHANGED, key, key, new TenantChanged(key, name, "active", false, List.of(), false));
    }
}
