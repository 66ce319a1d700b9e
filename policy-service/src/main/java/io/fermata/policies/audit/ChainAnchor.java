package io.fermata.policies.audit;

import java.time.Instant;

/**
 * The last link that went to an archive file; the rows begin after it.
 *
 * @param file below the archive directory
 * @param fileSha256 hex SHA-256 of the file
 */
public record ChainAnchor(
        long firstSequence, long sequence, String hash, String file, String fileSha256, Instant archivedAt) {
    /** Where a walk over the rows starts. */
    public ChainHead head() {
        return new ChainHead(sequence, hash, archivedAt);
    }
}
