package io.fermata.testkit.chat;

import org.jspecify.annotations.Nullable;

/**
 * Whether the model may, must or must not call tools.
 *
 * @param tool the only tool allowed, with REQUIRED
 * @param parallel whether one turn may hold several calls
 */
public record ToolChoice(Mode mode, @Nullable String tool, boolean parallel) {
    /** The freedom the request leaves the model. */
    public enum Mode {
        AUTO,
        NONE,
        REQUIRED
    }

    public static ToolChoice auto() {
        return new ToolChoice(Mode.AUTO, null, true);
    }

    public boolean allows(String name) {
        return mode != Mode.NONE && (tool == null || ToolOffer.sameTool(tool, name));
    }
}
