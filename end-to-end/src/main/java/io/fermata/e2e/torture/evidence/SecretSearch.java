package io.fermata.e2e.torture.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a planted secret where it must not be: logs, records, and the tables that are shown or sent. */
public record SecretSearch(Databases databases, TopicReader topics, Path logs, String secret) {
    private record Place(String database, String table) {}

    private static final List<Place> PLACES = List.of(
            new Place("fermata_executor", "steps"),
            new Place("fermata_executor", "messages"),
            new Place("fermata_executor", "outbox"),
            new Place("fermata_tools", "tool_executions"),
            new Place("fermata_tools", "tool_versions"),
            new Place("fermata_tools", "secrets"),
            new Place("fermata_tools", "outbox"),
            new Place("fermata_approvals", "approvals"),
            new Place("fermata_metering", "usage_events"));

    List<String> find() {
        List<String> found = new ArrayList<>(inTables());
        found.addAll(inLogs());
        if (topics.leaks() > 0) {
            found.add(topics.leaks() + " records of Kafka");
        }
        return found;
    }

    private List<String> inTables() {
        List<String> found = new ArrayList<>();
        for (Place place : PLACES) {
            String sql = "SELECT count(*) FROM " + place.table() + " AS t WHERE t::text LIKE '%" + secret + "%'";
            long rows = databases
                    .query(place.database(), sql, row -> row.getLong(1))
                    .getFirst();
            if (rows > 0) {
                found.add(rows + " rows of " + place.database() + "." + place.table());
            }
        }
        return found;
    }

    private List<String> inLogs() {
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(this::leaked)
                    .map(file -> "the log " + file.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean leaked(Path log) {
        try {
            return TopicReader.contains(
                    Files.readAllBytes(log), secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
