package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;

/** Someone wants a run to stop; a run that has ended stays as it is. */
public record RunCancelRequested(String runId, @Nullable String reason, String requestedBy) {}
