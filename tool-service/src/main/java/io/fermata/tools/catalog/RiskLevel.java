package io.fermata.tools.catalog;

/** How much harm a wrong call can do. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
