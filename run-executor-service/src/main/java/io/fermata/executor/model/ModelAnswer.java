package io.fermata.executor.model;

import java.util.List;

/**
 * What a model said, and what that took.
 *
 * @param truncated the provider stopped at the token limit
 */
public record ModelAnswer(
        String text,
        List<ModelQuestion.ModelToolCall> calls,
        long promptTokens,
        long completionTokens,
        boolean truncated) {}
