package io.fermata.policies.support;

import io.fermata.contracts.event.AuditOrigin;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.policies.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** Audit events for tests: of {@code user:usr_1}, from one desk, on 21 November unless said otherwise. */
public final class Audits {
    private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");
    private static final AtomicLong IDS = new AtomicLong();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Audits() {}

    public static String id() {
        return "aud_%032x".formatted(IDS.incrementAndGet());
    }

    public static AuditRecorded did(String id, String action, String resourceId) {
        return did(id, "user:usr_1", action, resourceId, "succeeded", MORNING);
    }

    public static AuditRecorded did(
            String id, String actor, String action, String resourceId, String outcome, Instant at) {
        return new AuditRecorded(
                id,
                actor,
                action,
                action.substring(0, action.indexOf('.')),
                resourceId,
                outcome,
                JSON.readTree("{\"version\":2,\"ratio\":1.50,\"name\":\"=HYPERLINK(1)\"}"),
                at,
                new AuditOrigin("203.0.113.7", "=cmd|' /C calc'!A0", "req_1"),
                List.of("pol_1"),
                List.of("apr_1", "apr_2"));
    }

    /** What the consumer makes of it. */
    public static AuditEvent event(String id) {
        return new AuditEvent(
                id,
                "user:usr_1",
                "tool.change",
                "tool",
                "orders.refund",
                "succeeded",
                "203.0.113.7",
                "curl/8.14.1",
                "req_1",
                List.of("pol_1"),
                List.of("apr_1", "apr_2"),
                "{\"version\":2}",
                "/tool-service",
                MORNING);
    }
}
