package io.fermata.executor.machine;

import java.math.BigDecimal;

/** What one model call used, as its provider counted it, or estimated where that sent no count. */
public record ModelUsage(String model, long promptTokens, long completionTokens, BigDecimal costUsd) {

    /** Where nobody has counted. Fewer than in most texts, so that an estimate is rather too high. */
    public static final int CHARACTERS_PER_TOKEN = 3;
}
