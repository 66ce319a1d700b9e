package io.fermata.contracts.event;

/** Why a run did not succeed; {@code retryable} says whether the same run may succeed when it is tried again. */
public record RunFailure(String code, String message, boolean retryable) {}
