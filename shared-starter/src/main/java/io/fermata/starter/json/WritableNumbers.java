package io.fermata.starter.json;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Lets in the numbers whose digits can be written down again. {@code 1e999999999} is eleven characters: writing it fails,
 * or fills the memory, long after it was accepted.
 */
final class WritableNumbers extends JsonParserDelegate {
    /** Beyond what a double holds. */
    private static final int WIDEST_SCALE = 400;

    WritableNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public BigDecimal getDecimalValue() {
        return writable(super::getDecimalValue);
    }

    @Override
    public Number getNumberValue() {
        return writable(super::getNumberValue);
    }

    @Override
    public Number getNumberValueExact() {
        return writable(super::getNumberValueExact);
    }

    @Override
    public Object getNumberValueDeferred() {
        return writable(super::getNumberValueDeferred);
    }

    /** The parser's own word for a number it cannot hold is no {@link tools.jackson.core.JacksonException}. */
    private <T extends @Nullable Object> T writable(Supplier<T> number) {
        T value;
        try {
            value = number.get();
        } catch (NumberFormatException e) {
            throw tooWide(e);
        }
        if (value instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > WIDEST_SCALE) {
            throw tooWide(null);
        }
        return value;
    }

    private StreamReadException tooWide(@Nullable Throwable cause) {
        return new StreamReadException(this, "a number has too many digits before or after its point", cause);
    }
}
