package io.fermata.starter.web;

import io.fermata.starter.json.StorableTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;

/** Reads times in query parameters. One without a value is none. */
final class TimeParameter implements Converter<String, @Nullable Instant> {
    @Override
    public @Nullable Instant convert(String text) {
        return text.isBlank() ? null : StorableTime.parse(text.strip());
    }
}
