package io.fermata.registry.version;

import org.jspecify.annotations.Nullable;

/** The body of a rollback. */
record RollbackRequest(@Nullable Integer version, @Nullable String versionLabel) {}
