package io.fermata.tools.catalog;

import io.fermata.contracts.event.ToolChanged;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest version of a tool, not compiled for calling. */
public record CurrentTool(int version, ToolDocument document, Instant changedAt) {
    static CurrentTool of(ToolDefinition tool) {
        return new CurrentTool(tool.version(), ToolDocument.of(tool), tool.changedAt());
    }

    public ToolChanged changed() {
        return changed(false);
    }

    ToolChanged changed(boolean deleted) {
        return new ToolChanged(
                stored(document.name()),
                version,
                deleted,
                stored(document.description()),
                stored(document.parameters()),
                document.outputSchema(),
                stored(document.idempotency()),
                stored(document.requiresApproval()),
                stored(document.riskLevel()),
                stored(document.category()),
                stored(document.timeoutSeconds()),
                null,
                changedAt);
    }

    /** Stored documents have every default filled in. */
    private static <T> T stored(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
