package io.fermata.starter.outbox;

import io.fermata.contracts.Problems;
import io.fermata.starter.events.EventJson;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.jdbc.Columns;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.web.TraceContext;
import java.util.List;
import java.util.UUID;

/**
 * One event as it lies in the table.
 *
 * @param payload the JSON that consumers will read, character for character, or that sealed
 */
record OutboxRow(UUID id, String topic, String key, String type, TenantId tenant, String headers, String payload) {

    static OutboxRow of(UUID id, TenantId tenant, OutgoingEvent event) {
        TraceContext trace = event.trace();
        return new OutboxRow(
                id,
                event.topic(),
                event.key(),
                event.type(),
                tenant,
                EventJson.write(new OutboxHeaders(event.subject(), trace == null ? null : trace.traceparent())),
                EventJson.write(event.data()));
    }

    /** In the order of the components. */
    static Object[] columns(List<OutboxRow> rows) {
        return Columns.of(rows)
                .text(row -> row.id().toString())
                .text(OutboxRow::topic)
                .text(OutboxRow::key)
                .text(OutboxRow::type)
                .text(row -> row.tenant().value())
                .text(OutboxRow::headers)
                .text(OutboxRow::payload)
                .arrays();
    }

    /** @throws ProblemException {@code payload-too-large}: better now than in the relay, where it would hold up all others */
    OutboxRow within(int maxBytes) {
        // A char is at most 3 bytes of UTF-8, so short payloads need no counting.
        if (payload.length() > maxBytes / 3 && utf8Length(payload) > maxBytes) {
            throw ProblemException.of(
                    Problems.PAYLOAD_TOO_LARGE, "The event " + type + " would be larger than " + maxBytes + " bytes.");
        }
        return this;
    }

    OutboxRow sealed(PayloadsAtRest payloads) {
        return new OutboxRow(id, topic, key, type, tenant, headers, payloads.seal(id, topic, payload));
    }

    private static long utf8Length(String text) {
        return text.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
