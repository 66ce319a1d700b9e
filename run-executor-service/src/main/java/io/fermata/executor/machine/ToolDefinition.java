package io.fermata.executor.machine;

import org.jspecify.annotations.Nullable;

/**
 * What the run knows of a tool: enough to offer it to the model and to decide whether a person must be asked.
 *
 * @param repeatable whether a second call under the same key does nothing more; the tool is never called twice if not
 */
public record ToolDefinition(
        String name,
        int version,
        String description,
        String parametersJson,
        boolean requiresApproval,
        String riskLevel,
        @Nullable String category,
        boolean repeatable) {

    /** Whether a guardrail entry means this tool: by its name, its category, or a class such as {@code write_operations}. */
    public boolean isNamedBy(String entry) {
        if (entry.equals(name)) {
            return true;
        }
        return category != null && (entry.equals(category) || entry.equals(category + "_operations"));
    }
}
