package io.fermata.testkit.chat;

/** Whatever decides the next turn; a script, as a rule. */
@FunctionalInterface
public interface Model {
    Turn answer(ChatRequest request);
}
