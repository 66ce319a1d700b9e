package io.fermata.contracts;

import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The documents that ship in the jar, and the mapper every service reads and writes events with. */
final class Documents {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Documents() {}

    static Stream<EventContract> events() {
        return EventCatalogue.all().stream();
    }

    static JsonNode schema(EventContract event) {
        return json(event.schemaResource());
    }

    static JsonNode sample(EventContract event) {
        return json(event.sampleResource());
    }

    static JsonNode json(String resource) {
        try (InputStream found = Objects.requireNonNull(Documents.class.getResourceAsStream(resource), resource)) {
            return MAPPER.readTree(found);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
