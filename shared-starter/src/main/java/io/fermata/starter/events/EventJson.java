package io.fermata.starter.events;

import io.fermata.starter.events.UnreadableEventException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of events. Unlike HTTP bodies, data may have fields this version does not know: producers are updated first.
 */
public final class EventJson {
    private static final int MAX_DEPTH = 128;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    public static String write(Object data) {
        return MAPPER.writeValueAsString(data);
    }

    public static byte[] writeBytes(Object data) {
        return MAPPER.writeValueAsBytes(data);
    }

    /**
     * Reads data that somebody else wrote.
     *
     * @throws UnreadableEventException when the bytes are not this record, or lack a field it cannot do without
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return RequiredFields.check(MAPPER.readValue(json, type));
        } catch (JacksonException e) {
            throw new UnreadableEventException(Reason.BAD_DATA, e.getOriginalMessage(), e);
        }
    }
}
