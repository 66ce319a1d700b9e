package io.fermata.starter.sealing;

import java.time.Instant;

/** One version of a tenant's data key as it lies in the database. */
@SuppressWarnings("ArrayRecordComponent") // opened, never compared
record WrappedKey(int version, String masterKey, byte[] wrapped, Instant madeAt) {}
