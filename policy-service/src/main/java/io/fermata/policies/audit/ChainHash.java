package io.fermata.policies.audit;

import io.fermata.starter.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What makes a link hold: hex SHA-256 over the hash of the link before, a line feed, and the link's canonical JSON
 * (properties in alphabetical order, no white space). Tenant and sequence are part of it, so that a row proves nothing in
 * another place.
 */
@Component
public class ChainHash {
    private final Json json;

    ChainHash(Json json) {
        this.json = json;
    }

    /** The next link. Times keep microseconds, which is what the database keeps. */
    ChainLink link(String tenant, ChainHead head, AuditEvent event, Instant recordedAt) {
        ChainLink unsealed = new ChainLink(head.sequence() + 1, event, recordedAt, head.hash(), "");
        return new ChainLink(unsealed.sequence(), event, recordedAt, head.hash(), of(tenant, unsealed));
    }

    String of(String tenant, ChainLink link) {
        return Json.sha256(link.previousHash() + "\n" + canonical(tenant, link));
    }

    /** The text that is hashed: everything about the link but its hashes. */
    public String canonical(String tenant, ChainLink link) {
        AuditEvent event = link.event();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("tenant_id", tenant);
        members.put("sequence", link.sequence());
        members.put("id", event.id());
        members.put("actor", event.actor());
        members.put("action", event.action());
        members.put("resource_type", event.resourceType());
        members.put("resource_id", event.resourceId());
        members.put("outcome", event.outcome());
        members.put("address", event.address());
        members.put("user_agent", event.userAgent());
        members.put("request_id", event.requestId());
        members.put("policies", event.policies());
        members.put("approvals", event.approvals());
        members.put("details", json.read(event.details()));
        members.put("source", event.source());
        members.put("occurred_at", event.occurredAt().toString());
        members.put("recorded_at", link.recordedAt().toString());
        return json.canonical(json.tree(members));
    }
}
