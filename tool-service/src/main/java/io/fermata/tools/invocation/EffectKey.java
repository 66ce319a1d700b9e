package io.fermata.tools.invocation;

import java.util.regex.Pattern;

/** Names one effect for ever. It is sent to tools as {@code Idempotency-Key}. */
public record EffectKey(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/-]{1,200}");

    public EffectKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an effect key must match " + SHAPE);
        }
    }
}
