package io.fermata.starter.events;

import io.fermata.contracts.EventCatalogue;
import io.fermata.starter.web.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * A fact to be told.
 *
 * @param topic the topic of the data's class in the event catalogue
 * @param key what keeps its order: the run's id on run topics, the aggregate's id elsewhere
 * @param subject the id of the aggregate the event is about
 * @param data a record of the event catalogue
 * @param trace the trace in which the fact came about; another thread may write it down later
 */
public record OutgoingEvent(
        String topic,
        String key,
        String subject,
        Object data,
        @Nullable TraceContext trace) {
    public OutgoingEvent {
        String expected = EventCatalogue.require(data.getClass()).topic();
        if (!topic.equals(expected)) {
            throw new IllegalArgumentException(
                    data.getClass().getSimpleName() + " belongs on " + expected + ", not on " + topic);
        }
    }

    /** In the trace of the current thread. */
    public OutgoingEvent(String topic, String key, String subject, Object data) {
        this(topic, key, subject, data, TraceContext.find().orElse(null));
    }

    /** The topic follows from the data. */
    public static OutgoingEvent of(String key, String subject, Object data) {
        return new OutgoingEvent(EventCatalogue.require(data.getClass()).topic(), key, subject, data);
    }

    /** The CloudEvents type that follows from the data. */
    public String type() {
        return EventCatalogue.require(data.getClass()).type();
    }
}
