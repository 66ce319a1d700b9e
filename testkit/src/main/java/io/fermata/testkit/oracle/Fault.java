package io.fermata.testkit.oracle;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How an answer is spoilt.
 *
 * @param target the kind of request it is meant for, or {@code any}
 * @param length of a delay or a drip, or what Retry-After says
 */
public record Fault(String target, Kind kind, Duration length) {
    public static final String ANY = "any";

    /** What goes wrong. */
    public enum Kind {
        /** The answer comes late, whole. */
        DELAY,
        /** It took effect and says 500. */
        ERROR_AFTER_EFFECT,
        /** It took effect and the connection ends in the middle of the answer. */
        CUT,
        /** Refused with 429 and Retry-After; no effect. */
        RATE_LIMIT,
        /** A whole HTTP answer whose JSON ends in the middle. */
        TRUNCATED_JSON,
        /** One byte a second; after the length has passed the connection ends. */
        DRIP,
        /** A body that never ends. */
        ENDLESS;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The kind of this name.
         *
         * @throws IllegalArgumentException naming those there are
         */
        public static Kind of(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no fault is called " + wire + "; there are "
                            + Arrays.stream(values()).map(Kind::wire).toList()));
        }

        boolean refuses() {
            return this == RATE_LIMIT;
        }
    }

    boolean meant(String kindOfRequest) {
        return target.equals(ANY) || target.equals(kindOfRequest);
    }
}
