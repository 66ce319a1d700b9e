package io.fermata.starter.kafka;

/**
 * What an exception implements to say that its record can never be processed: the record goes to the dead letters at
 * once, without another try.
 */
public interface Unprocessable {
    /** A short slug for the header {@code dlt-reason}. */
    String reason();
}
