package io.fermata.testkit.chat;

/** Who speaks. OpenAI's {@code developer} is SYSTEM; Anthropic's {@code tool_result} blocks are TOOL messages. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
}
