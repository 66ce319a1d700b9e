package io.fermata.policies.audit;

import java.time.Instant;

/** The link that the next one is hung on. */
public record ChainHead(long sequence, String hash, Instant recordedAt) {
    /** Before the first link. */
    public static final ChainHead NONE = new ChainHead(0, "0".repeat(64), Instant.EPOCH);

    static ChainHead of(ChainLink link) {
        return new ChainHead(link.sequence(), link.hash(), link.recordedAt());
    }
}
