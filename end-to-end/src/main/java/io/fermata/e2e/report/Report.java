package io.fermata.e2e.report;

import io.fermata.e2e.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A page to read and JSON to compare, side by side.
 *
 * @param suffix of the files' name, which begins with the time
 * @param extension of the page
 */
public record Report(Instant at, String suffix, String extension, String page, Map<String, ?> json) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Gives the page. */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        String name = TIME.format(at) + suffix;
        Files.write(directory.resolve(name + ".json"), Json.pretty(json));
        return Files.writeString(directory.resolve(name + extension), page);
    }
}
