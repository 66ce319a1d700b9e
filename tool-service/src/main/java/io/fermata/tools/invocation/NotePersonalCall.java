package io.fermata.tools.invocation;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.json.Json;
import io.fermata.tools.catalog.CurrentTool;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts on record that a person calls a tool, before it is called: whatever becomes of the call, it is known who wanted
 * it. What runs call is put on record when it ended.
 */
@Service
class NotePersonalCall {
    private final AuditTrail audit;

    NotePersonalCall(AuditTrail audit) {
        this.audit = audit;
    }

    @Transactional
    public void handle(EffectKey key, CurrentTool tool, String arguments) {
        audit.record(AuditEntry.of("tool.invoke", "tool", tool.changed().name())
                .with("version", tool.version())
                .with("effect_key", key.value())
                .with("arguments_sha256", Json.sha256(arguments)));
    }
}
