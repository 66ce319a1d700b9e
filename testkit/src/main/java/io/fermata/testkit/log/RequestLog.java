package io.fermata.testkit.log;

import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.log.LoggedRequest.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts every request and keeps the latest. With a file, each arrival and each end is a line of JSON. */
public final class RequestLog implements AutoCloseable {
    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_CHARACTERS = 4_000_000;

    private final Clock clock;
    private final @Nullable OutputStream file;
    private final NavigableMap<Long, LoggedRequest> recent = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long characters;
    private long total;

    public RequestLog(Clock clock, @Nullable Path file) {
        this.clock = clock;
        try {
            this.file = file == null
                    ? null
                    : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("the log file " + file + " cannot be opened", failure);
        }
    }

    /** Notes that a request has arrived; returns its number, under which it is to be {@link #ended}. */
    public synchronized long received(Request request, @Nullable String model) {
        total++;
        count("path " + request.method() + " " + request.path());
        if (model != null) {
            count("model " + model);
        }
        keep(new LoggedRequest(
                total,
                clock.instant(),
                request.method(),
                request.path(),
                masked(request.headers()),
                request.text(),
                model,
                0,
                Outcome.PENDING));
        return total;
    }

    public synchronized void ended(long number, int status, Outcome outcome) {
        count("status " + status);
        count("outcome " + outcome.name().toLowerCase(Locale.ROOT));
        recent.computeIfPresent(number, (_, entry) -> entry.ended(status, outcome));
        append(Map.of("number", number, "status", status, "outcome", outcome));
    }

    /** The latest requests, oldest first. */
    public synchronized List<LoggedRequest> requests() {
        return List.copyOf(recent.values());
    }

    public synchronized long total() {
        return total;
    }

    /** How many requests there were of each kind, such as {@code status 200} or {@code path POST /v1/messages}. */
    public synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    public synchronized void clear() {
        recent.clear();
        counts.clear();
        characters = 0;
        total = 0;
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void count(String key) {
        counts.merge(key, 1L, Long::sum);
    }

    private void keep(LoggedRequest entry) {
        append(entry);
        recent.put(entry.number(), entry);
        characters += entry.body().length();
        while (recent.size() > MAX_ENTRIES || (characters > MAX_CHARACTERS && recent.size() > 1)) {
            characters -= recent.pollFirstEntry().getValue().body().length();
        }
    }

    private void append(Object entry) {
        try {
            if (file != null) {
                file.write(Json.utf8(Json.text(entry) + "\n"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the request log cannot be written", failure);
        }
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> secret(header.getKey()) ? "***" : header.getValue()));
    }

    private static boolean secret(String header) {
        return header.equals("authorization") || header.equals("x-api-key") || header.equals("cookie");
    }
}
