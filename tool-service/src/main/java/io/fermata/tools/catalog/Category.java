package io.fermata.tools.catalog;

/** What a tool is for. */
public enum Category {
    READ,
    WRITE,
    NOTIFY,
    EXECUTE;

    RiskLevel usualRisk() {
        return switch (this) {
            case READ -> RiskLevel.LOW;
            case WRITE, NOTIFY -> RiskLevel.MEDIUM;
            case EXECUTE -> RiskLevel.HIGH;
        };
    }
}
