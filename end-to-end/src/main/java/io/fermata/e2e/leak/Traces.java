package io.fermata.e2e.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that a stack leaves behind: its logs, every row of every table, every record of every topic. */
public record Traces(Path logs, Databases databases, String bootstrapServers) {
    private static final String TABLES = """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    /** Takes one piece of it. */
    @FunctionalInterface
    public interface Reader {
        void read(String place, byte[] text);
    }

    public void read(Reader reader) {
        readLogs(reader);
        readTables(reader);
        Records.readAll(bootstrapServers, reader);
    }

    private void readLogs(Reader reader) {
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                reader.read("log " + file.getFileName(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readTables(Reader reader) {
        List<String> names = databases.query(
                "postgres",
                "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate",
                row -> row.getString(1));
        for (String database : names) {
            for (String table : databases.query(database, TABLES, row -> row.getString(1))) {
                String place = "table " + database + "." + table;
                databases.forEach(
                        database,
                        "SELECT t::text FROM " + table + " AS t",
                        row -> reader.read(place, row.getString(1).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
