package io.fermata.tools.invocation;

import io.fermata.tools.catalog.ToolDefinition;

/** Does the work of a kind of tool. Called on a virtual thread, may block, holds no database connection meanwhile. */
public interface ToolRunner {
    boolean runs(ToolDefinition tool);

    CallResult run(ToolCall call);
}
