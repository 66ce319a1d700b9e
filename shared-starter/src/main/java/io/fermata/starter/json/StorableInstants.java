package io.fermata.starter.json;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/** Reads the instants that a timestamp of the database holds, see {@link StorableTime}. */
final class StorableInstants extends StdDeserializer<Instant> {
    StorableInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        Instant instant = InstantDeserializer.INSTANT.deserialize(parser, context);
        return instant == null || StorableTime.holds(instant)
                ? instant
                : (Instant) context.handleWeirdStringValue(Instant.class, instant.toString(), StorableTime.RULE);
    }
}
