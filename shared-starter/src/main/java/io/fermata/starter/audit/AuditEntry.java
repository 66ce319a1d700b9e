package io.fermata.starter.audit;

import io.fermata.contracts.event.AuditOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be remembered. It succeeded, just now, and the current caller did it, unless it is said otherwise:
 * {@code AuditEntry.of("note.delete", "note", id).with("version", 3)}.
 *
 * <p>Details are short facts, never what somebody wrote or a credential: only scalars and lists of words go in, long
 * text is cut, and what looks like a token is blacked out.
 */
public final class AuditEntry {
    private final String action;
    private final String resourceType;
    private final String resourceId;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private String outcome = AuditOutcome.SUCCEEDED;
    private List<String> policies = List.of();
    private List<String> approvals = List.of();
    private @Nullable String actor;
    private @Nullable Instant occurredAt;

    private AuditEntry(String action, String resourceType, String resourceId) {
        this.action = action;
        this.resourceType = resourceType;
        this.resourceId = SafeText.of(resourceId);
    }

    /** What was done to what; the action reads {@code <resource>.<verb>}. */
    public static AuditEntry of(String action, String resourceType, String resourceId) {
        return new AuditEntry(action, resourceType, resourceId);
    }

    /** Who acts when it is not the caller of the request. */
    public AuditEntry by(String subject) {
        this.actor = subject;
        return this;
    }

    public AuditEntry at(Instant time) {
        this.occurredAt = time;
        return this;
    }

    public AuditEntry denied() {
        this.outcome = AuditOutcome.DENIED;
        return this;
    }

    public AuditEntry failed() {
        this.outcome = AuditOutcome.FAILED;
        return this;
    }

    /** The policies that had a say. */
    public AuditEntry underPolicies(Collection<String> ids) {
        this.policies = List.copyOf(ids);
        return this;
    }

    /** The approvals it rests on. */
    public AuditEntry underApprovals(Collection<String> ids) {
        this.approvals = List.copyOf(ids);
        return this;
    }

    public AuditEntry with(String name, String value) {
        details.put(name, SafeText.of(value));
        return this;
    }

    public AuditEntry with(String name, long value) {
        details.put(name, value);
        return this;
    }

    public AuditEntry with(String name, boolean value) {
        details.put(name, value);
        return this;
    }

    public AuditEntry with(String name, Collection<String> words) {
        details.put(name, words.stream().map(SafeText::of).toList());
        return this;
    }

    String action() {
        return action;
    }

    String resourceType() {
        return resourceType;
    }

    String resourceId() {
        return resourceId;
    }

    String outcome() {
        return outcome;
    }

    boolean isDenied() {
        return outcome.equals(AuditOutcome.DENIED);
    }

    List<String> policies() {
        return policies;
    }

    List<String> approvals() {
        return approvals;
    }

    @Nullable
    String actor() {
        return actor;
    }

    @Nullable
    Instant occurredAt() {
        return occurredAt;
    }

    Map<String, Object> details() {
        return details;
    }
}
