package io.fermata.executor.machine;

import java.math.BigDecimal;

/** What one model call used, as its provider counted it. */
public record ModelUsage(String model, long promptTokens, long completionTokens, BigDecimal costUsd) {}
