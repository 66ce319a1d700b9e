package io.fermata.testkit.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param number counts from 1 without a gap
 * @param request the entry under which the request arrived; its own number for that entry itself
 * @param kind what was asked: {@code model}, a class of tool, or {@code webhook}
 * @param operation what the caller wants done once, whatever key it uses; null when it does not say
 * @param key the idempotency key that came along
 * @param argumentsSha256 hex, over the bytes of the body
 * @param fault what was done to the answer, or null
 */
public record LedgerEntry(
        long number,
        long request,
        Instant at,
        Phase phase,
        String kind,
        @Nullable String operation,
        @Nullable String key,
        @Nullable String argumentsSha256,
        int status,
        @Nullable String fault,
        long promptTokens,
        long completionTokens) {

    /** What is being written down. */
    public enum Phase {
        /** The request has arrived completely. */
        RECEIVED,
        /** It took effect: the world is another one, or the model's answer is on the bill. */
        EFFECT,
        /** The whole answer was handed to the network. */
        ANSWERED
    }
}
