package io.fermata.metering.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How amounts are shown. Events carry six decimals, so their sums need no rounding. */
final class Money {
    private static final int DECIMALS = 6;

    private Money() {}

    static BigDecimal usd(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }
}
