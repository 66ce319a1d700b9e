package io.fermata.starter.events;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record whose envelope was checked and whose data was read.
 *
 * @param subject null never passes the check; kept nullable because CloudEvents has it so
 * @param headers every header of the record by its name; of a repeated name the last one
 */
public record ReceivedEvent<T>(
        String id,
        String type,
        String source,
        @Nullable String subject,
        TenantId tenant,
        Instant time,
        T data,
        Map<String, String> headers) {

    /** Headers can carry a token: they stay out of logs, and so does the data. */
    @Override
    public String toString() {
        return "ReceivedEvent[id=" + id + ", type=" + type + ", tenant=" + tenant + ", subject=" + subject + "]";
    }
}
