package io.fermata.starter.events;

/** What this service calls itself in {@code ce_source}: a slash and its name. */
public record EventSource(String value) {
    public static EventSource ofService(String name) {
        return new EventSource("/" + name);
    }
}
