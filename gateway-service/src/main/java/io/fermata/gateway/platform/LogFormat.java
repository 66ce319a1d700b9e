package io.fermata.gateway.platform;

import java.util.Map;

/** How log lines are written: for people, or one JSON object per line for the log store. */
public enum LogFormat {
    TEXT(Map.of()),
    JSON(Map.of("logging.structured.format.console", "ecs"));

    private static final String VARIABLE = "FERMATA_LOG_FORMAT";

    private final Map<String, Object> properties;

    LogFormat(Map<String, Object> properties) {
        this.properties = properties;
    }

    public static LogFormat fromEnvironment(Map<String, String> environment) {
        return switch (environment.getOrDefault(VARIABLE, "text")) {
            case "text" -> TEXT;
            case "json" -> JSON;
            case String other -> throw new IllegalArgumentException(VARIABLE + " must be json or text, not " + other);
        };
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
