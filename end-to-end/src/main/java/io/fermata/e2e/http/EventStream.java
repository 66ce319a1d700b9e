package io.fermata.e2e.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Server-sent events of a run, read as they come. */
public final class EventStream {
    private final Gateway gateway;
    private final String path;

    public EventStream(Gateway gateway, String runId) {
        this.gateway = gateway;
        this.path = "/api/v1/runs/" + runId + "/events";
    }

    /**
     * One event.
     *
     * @param id null for events that are not stored, such as tokens
     */
    public record Event(@Nullable String id, String name, JsonNode data) {}

    /**
     * Reads until the reader has had enough or the stream ends.
     *
     * @param reader answers whether it wants more
     * @throws IOException when the connection breaks or the answer is no stream
     */
    public void read(@Nullable String lastEventId, Predicate<Event> reader) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/event-stream"));
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        gateway.http().lines(gateway.url() + path, gateway.withCredential(headers), new Frames(reader));
    }

    /** A blank line ends an event; a line that starts with a colon is a heartbeat. */
    private static final class Frames implements Predicate<String> {
        private final Predicate<Event> reader;
        private @Nullable String id;
        private String name = "message";
        private final StringBuilder data = new StringBuilder();

        Frames(Predicate<Event> reader) {
            this.reader = reader;
        }

        @Override
        public boolean test(String line) {
            if (line.isEmpty()) {
                return end();
            }
            String value = line.substring(line.indexOf(':') + 1).strip();
            switch (line.substring(0, Math.max(0, line.indexOf(':')))) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(value);
                default -> {} // a comment
            }
            return true;
        }

        private boolean end() {
            boolean more = data.isEmpty() || reader.test(new Event(id, name, Json.read(data.toString())));
            id = null;
            name = "message";
            data.setLength(0);
            return more;
        }
    }
}
