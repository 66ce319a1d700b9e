package io.fermata.e2e.torture.evidence;

import io.fermata.testkit.oracle.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything the invariants are judged by: what callers were told, what our tables hold, what others saw. */
public record Evidence(
        List<Acknowledged> acknowledged,
        List<Run> runs,
        List<Step> steps,
        List<Attempt> attempts,
        List<Effect> effects,
        List<Usage> usage,
        List<Approval> approvals,
        List<Ending> endings,
        List<Outgoing> outbox,
        List<Delivered> delivered,
        List<Noted> inbox,
        List<LedgerEntry> ledger,
        List<Deed> deeds,
        List<Audited> audited,
        List<Chain> chains,
        List<String> leaks) {
    /** Where nothing goes on by itself any more. */
    public static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled", "blocked");

    public static final String PARKED = "needs_reconciliation";

    /**
     * A run whose start was confirmed to a caller.
     *
     * @param operation under which model and tools know it
     */
    public record Acknowledged(String runId, String tenant, String operation) {}

    /**
     * A run's row; one that waits for a person to say what a tool did has the status {@link #PARKED}.
     *
     * @param operation what its input asks for, or empty
     */
    public record Run(
            String tenant,
            String id,
            String status,
            @Nullable String errorCode,
            boolean completed,
            long promptTokens,
            long completionTokens,
            String operation) {
        public boolean isFinal() {
            return FINAL.contains(status);
        }
    }

    /** One step of a log. */
    public record Step(String tenant, String runId, long sequence, String type, long leaseEpoch) {}

    /** One time a model was asked. */
    public record Attempt(String tenant, String id, String runId, String state) {}

    /** One line of tool-service's ledger. */
    public record Effect(
            String tenant,
            String key,
            @Nullable String runId,
            @Nullable String stepId,
            String tool,
            String argumentsSha256,
            String state,
            int epoch) {
        public boolean endedInRun() {
            return runId != null && !state.equals("INTENT");
        }
    }

    /** One usage event as it is billed. */
    public record Usage(
            String tenant,
            String id,
            String kind,
            @Nullable String runId,
            String outcome,
            long promptTokens,
            long completionTokens) {}

    /** One approval. */
    public record Approval(
            String tenant,
            String id,
            String runId,
            String tool,
            String argumentsSha256,
            String status,
            @Nullable Instant decidedAt,
            Instant expiresAt) {}

    /** A run's row became final, or changed after it was: noted by a trigger, whoever did it. */
    public record Ending(String runId, String from, String to) {}

    /** A row of a service's outbox. */
    public record Outgoing(String database, String id, String topic, String tenant) {}

    /** A record on a topic. */
    public record Delivered(
            String topic,
            @Nullable String eventId,
            @Nullable String tenant,
            @Nullable String key) {
        public boolean deadLetter() {
            return topic.endsWith(".dlt");
        }
    }

    /** Something that was done to something, as a caller was told. */
    public record Deed(String tenant, String action, String resourceId) {
        @Override
        public String toString() {
            return action + " of " + resourceId + " in " + tenant;
        }
    }

    /** One event of the audit trail. */
    public record Audited(Deed deed, String outcome) {}

    /**
     * What the platform says of a tenant's audit chain.
     *
     * @param brokenAt its words about the first link that does not hold
     */
    public record Chain(String tenant, boolean intact, long checked, String brokenAt) {}

    /** An event a consumer has handled. */
    public record Noted(String database, String consumer, String eventId) {}
}
