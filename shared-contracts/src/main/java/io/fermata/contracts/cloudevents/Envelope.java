package io.fermata.contracts.cloudevents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that travel with every event.
 *
 * @param id unique per source; a second event with the same one is a duplicate
 * @param source the producing service, e.g. {@code /run-executor-service}
 * @param subject the id of the aggregate the event is about
 * @param tenantId sent as a CloudEvents extension, see {@link KafkaEvents#TENANT_EXTENSION}
 * @param traceparent W3C trace context of the work that caused the event
 */
public record Envelope(
        String id,
        String type,
        String source,
        @Nullable String subject,
        String tenantId,
        Instant time,
        @Nullable String traceparent) {}
