package io.fermata.metering.usage;

import java.math.BigDecimal;

/** What a number of usage events add up to, exactly. */
public record UsageTotals(long events, long promptTokens, long completionTokens, long quantity, BigDecimal costUsd) {
    public static final UsageTotals NOTHING = new UsageTotals(0, 0, 0, 0, BigDecimal.ZERO);

    public long totalTokens() {
        return promptTokens + completionTokens;
    }
}
