package io.fermata.executor.simulation;

import io.fermata.executor.machine.ToolDefinition;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The tools of the world: the four ways of taking a second call, some of them held for approval. */
enum Tool {
    KEYED(true, false),
    NATURAL(true, false),
    QUERYABLE(true, false),
    NONE(false, false),
    HELD_KEYED(true, true),
    HELD_NONE(false, true),
    FORBIDDEN(true, false);

    static final Map<String, ToolDefinition> DEFINITIONS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Tool::name, Tool::definition));

    private static final int VERSION = 7;

    private final boolean repeatable;
    private final boolean held;

    Tool(boolean repeatable, boolean held) {
        this.repeatable = repeatable;
        this.held = held;
    }

    static boolean exists(String name) {
        return DEFINITIONS.containsKey(name);
    }

    boolean isRepeatable() {
        return repeatable;
    }

    boolean isHeld() {
        return held;
    }

    /** Whether the tool itself knows a call again. */
    boolean knowsKeys() {
        return this == KEYED || this == HELD_KEYED;
    }

    private ToolDefinition definition() {
        return new ToolDefinition(name(), VERSION, "a tool", "{}", held, "low", "write", repeatable);
    }
}
