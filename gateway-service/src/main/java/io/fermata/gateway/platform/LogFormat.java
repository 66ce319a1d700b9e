package io.fermata.gateway.platform;

import java.util.Map;

/** How log lines are written: for people, or one JSON object per line for the log store. */
public enum LogFormat {
    TEXT(""),
    JSON("ecs");

    private static final String VARIABLE = "FERMATA_LOG_FORMAT";

    private final String structure;

    LogFormat(String structure) {
        this.structure = structure;
    }

    public static LogFormat fromEnvironment(Map<String, String> environment) {
        return switch (environment.getOrDefault(VARIABLE, "text")) {
            case "text" -> TEXT;
            case "json" -> JSON;
            case String other -> throw new IllegalArgumentException(VARIABLE + " must be json or text, not " + other);
        };
    }

    public Map<String, Object> properties() {
        return structure.isEmpty() ? Map.of() : Map.of("logging.structured.format.console", structure);
    }
}
