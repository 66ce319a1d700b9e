package io.fermata.approvals;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events on a thread of its own until it is closed. */
public final class EventStream implements AutoCloseable {
    private static final Json JSON = Json.standard();

    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    public record Event(String id, String name, JsonNode data) {
        public String state() {
            return data.path("id").asString() + " " + data.path("status").asString();
        }
    }

    private EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
    }

    static EventStream open(HttpClient http, HttpRequest request) {
        try {
            EventStream stream = new EventStream(http.send(request, BodyHandlers.ofLines()));
            Thread.startVirtualThread(stream::read);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<String> states() {
        return events.stream().map(Event::state).toList();
    }

    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** Whether the service ended it. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        List<String> lines = new ArrayList<>();
        try {
            response.body().forEach(line -> {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    events.add(event(lines));
                    lines.clear();
                }
            });
            ended = true;
        } catch (UncheckedIOException closed) {
            comments.add(": closed");
        }
    }

    private static Event event(List<String> lines) {
        return new Event(field(lines, "id: "), field(lines, "event: "), JSON.read(field(lines, "data: ")));
    }

    private static String field(List<String> lines, String prefix) {
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> line.startsWith(prefix))
                        .map(line -> line.substring(prefix.length()))
                        .toList());
    }
}
