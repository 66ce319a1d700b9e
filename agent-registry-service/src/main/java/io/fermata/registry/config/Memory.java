package io.fermata.registry.config;

/** What of a conversation an agent is shown again: the window in messages, and when older ones are summarised. */
public record Memory(String type, int maxMessages, int summarizeAfter) {
    public static final String CONVERSATION = "conversation";
    public static final String NONE = "none";
    public static final Memory DEFAULT = new Memory(CONVERSATION, 50, 20);
}
