package io.fermata.executor.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** US dollars for a million tokens read and a million tokens written. */
public record Price(BigDecimal promptPerMillion, BigDecimal completionPerMillion) {

    /** A model that nobody bills for, such as one that runs on the tenant's own machine. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int SCALE = 6;

    public BigDecimal of(long promptTokens, long completionTokens) {
        return perMillion(promptPerMillion, promptTokens)
                .add(perMillion(completionPerMillion, completionTokens))
                .setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** Rounded up: it guards a budget. */
    BigDecimal ofPrompt(long promptTokens) {
        return perMillion(promptPerMillion, promptTokens).setScale(SCALE, RoundingMode.UP);
    }

    private static BigDecimal perMillion(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
    }
}
