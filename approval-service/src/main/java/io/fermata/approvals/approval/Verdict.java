package io.fermata.approvals.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one person said. */
public record Verdict(String by, @Nullable String notes, Instant at) {}
