package io.fermata.policies.audit;

import java.time.Instant;

/**
 * An event in its place.
 *
 * @param sequence gap-free within the tenant, from 1 on
 * @param recordedAt never earlier than that of the link before
 * @param previousHash that of the link before
 * @param hash see {@link ChainHash}
 */
public record ChainLink(long sequence, AuditEvent event, Instant recordedAt, String previousHash, String hash) {}
