package io.fermata.contracts.event;

/**
 * A piece of an answer that is being written. Never stored: the step that follows holds the whole text.
 *
 * @param sequence the step the text will belong to
 * @param index 0, 1, 2 … within that step
 */
public record StepDelta(String runId, long sequence, long index, String text) {}
