package io.fermata.starter.outbox;

import org.jspecify.annotations.Nullable;

/** What the column {@code headers} holds: the parts of the envelope that have no column of their own. */
public record OutboxHeaders(String subject, @Nullable String traceparent) {}
