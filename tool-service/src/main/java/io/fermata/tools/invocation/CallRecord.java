package io.fermata.tools.invocation;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.tools.invocation.Invocation.Origin;
import io.fermata.tools.invocation.ToolError.Code;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts on record which agent called which tool in which run, and what came of it. The arguments and the result stay with
 * the run's steps, where redaction and sealing apply: here they are bound by their hash.
 */
@Component
class CallRecord {
    private final AuditTrail audit;

    CallRecord(AuditTrail audit) {
        this.audit = audit;
    }

    OutgoingEvent event(Invocation invocation, Outcome outcome) {
        AuditEntry entry = AuditEntry.of("tool.execute", "tool", invocation.tool())
                .with("version", invocation.toolVersion())
                .with("effect_key", invocation.effectKey().value())
                .with("arguments_sha256", invocation.argumentsSha256())
                .with("result", StatusWords.of(outcome.state()))
                .with("attempts", outcome.attempts())
                .with("latency_ms", outcome.latencyMillis());
        addOrigin(entry, invocation.origin());
        judge(entry, outcome.error());
        return audit.event(entry);
    }

    private static void addOrigin(AuditEntry entry, Origin origin) {
        with(entry, "run_id", origin.runId());
        with(entry, "step_id", origin.stepId());
        with(entry, "agent_id", origin.agentId());
        if (origin.agentVersion() != null) {
            entry.with("agent_version", origin.agentVersion());
        }
    }

    private static void judge(AuditEntry entry, @Nullable ToolError error) {
        if (error == null) {
            return;
        }
        entry.with("error", error.code().slug());
        if (error.code() == Code.TOOL_NOT_ALLOWED || error.code() == Code.EGRESS_DENIED) {
            entry.denied();
        } else {
            entry.failed();
        }
    }

    private static void with(AuditEntry entry, String name, @Nullable String value) {
        if (value != null) {
            entry.with(name, value);
        }
    }
}
