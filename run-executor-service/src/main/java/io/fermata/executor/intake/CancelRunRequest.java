package io.fermata.executor.intake;

import org.jspecify.annotations.Nullable;

/** The optional body of a cancellation. */
record CancelRunRequest(@Nullable String reason) {}
