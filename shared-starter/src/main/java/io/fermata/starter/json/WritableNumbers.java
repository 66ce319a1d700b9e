package io.fermata.starter.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;

/**
 * Lets in the numbers whose digits can be written down again. {@code 1e999999999} is eleven characters: writing it fails,
 * or fills the memory, long after it was accepted.
 */
final class WritableNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    /** Beyond what a double holds. */
    private static final int WIDEST_SCALE = 400;

    @Override
    public ValueNode numberNode(@Nullable BigDecimal value) {
        if (value != null && Math.abs((long) value.scale()) > WIDEST_SCALE) {
            throw new StreamReadException("a number has too many digits before or after its point");
        }
        return super.numberNode(value);
    }
}
