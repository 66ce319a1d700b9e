package io.fermata.executor.providerkey;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a model's name begins with: {@code provider/model}. */
record ProviderName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[^/\\p{Cntrl}]{1,64}");

    ProviderName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a provider's name must match " + SHAPE);
        }
    }

    /** Empty for what no provider can be called. */
    static Optional<ProviderName> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ProviderName(text)) : Optional.empty();
    }
}
