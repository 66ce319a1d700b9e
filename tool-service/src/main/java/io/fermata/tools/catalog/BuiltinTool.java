package io.fermata.tools.catalog;

/** A tool that comes with this service and that every tenant sees, read only. */
public interface BuiltinTool {
    ToolDefinition definition();
}
