package io.fermata.approvals.stream;

import io.fermata.approvals.approval.ApprovalView;
import io.fermata.approvals.platform.ApprovalsProperties;
import io.fermata.starter.json.Json;
import io.fermata.starter.security.LastingAccess;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Writes a tenant's changes as server-sent events for as long as somebody reads them. Every event comes from the
 * database, so it does not matter on which replica a stream goes on.
 */
@Component
class ApprovalStream {
    private static final int BATCH = 100;

    private final ChangeFeed feed;
    private final ChangeWatch watch;
    private final Json json;
    private final Clock clock;
    private final ApprovalsProperties properties;

    ApprovalStream(ChangeFeed feed, ChangeWatch watch, Json json, Clock clock, ApprovalsProperties properties) {
        this.feed = feed;
        this.watch = watch;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
    }

    long last() {
        return feed.last();
    }

    /** Blocks its (virtual) thread, and holds a database connection only while it reads. */
    void write(Writer client, long after, LastingAccess access) throws IOException, InterruptedException {
        TenantId tenant = Tenants.current();
        Instant end = clock.instant().plus(properties.streamLifetime());
        long seen = after;
        while (!watch.isClosed() && access.holds() && clock.instant().isBefore(end)) {
            List<Change> changes = feed.after(seen, BATCH);
            for (Change change : changes) {
                client.write(ServerSentEvent.of(change.sequence(), json.write(ApprovalView.of(change.approval()))));
            }
            client.flush();
            if (changes.isEmpty()) {
                watch.await(tenant, seen, properties.streamHeartbeat());
                client.write(ServerSentEvent.HEARTBEAT);
            } else {
                seen = changes.getLast().sequence();
            }
        }
    }
}
