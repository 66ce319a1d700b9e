package io.fermata.contracts.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

final class Money {
    private static final int DECIMALS = 6;

    private Money() {}

    static BigDecimal usd(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
