package io.fermata.starter.outbox;

import io.fermata.starter.events.OutgoingEvent;

/**
 * An event that a statement tells if it writes the row the event is about.
 *
 * @param row the id of that row
 */
public record RowEvent(String row, OutgoingEvent event) {}
