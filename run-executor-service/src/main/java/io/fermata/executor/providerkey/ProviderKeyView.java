package io.fermata.executor.providerkey;

import java.time.Instant;

/** What is shown of a key: everything but its value. */
record ProviderKeyView(String provider, int version, Instant createdAt, Instant updatedAt) {}
