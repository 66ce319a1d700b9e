package io.fermata.testkit.chat;

/**
 * A tool the model asks for.
 *
 * @param arguments JSON text, as the provider sends it
 */
public record ToolCall(String id, String name, String arguments) {}
