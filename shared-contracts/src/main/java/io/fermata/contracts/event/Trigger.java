package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Who or what started a run.
 *
 * @param source one of {@link TriggerSource}
 * @param user the person behind it, as the source names them
 */
public record Trigger(String source, @Nullable String user) {}
