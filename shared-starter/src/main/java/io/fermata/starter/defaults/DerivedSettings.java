package io.fermata.starter.defaults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Defaults that follow from other settings: role names from the database's name, the management port from the port.
 * They are computed when asked for, because tests set the others after the environment has been prepared.
 */
final class DerivedSettings extends PropertySource<String> {
    private static final Pattern DATABASE = Pattern.compile("jdbc:[^?]*/([A-Za-z0-9_-]+)(\\?.*)?");
    private static final int MANAGEMENT_PORT_DISTANCE = 1000;

    // A field and not the source: Spring Boot would look for further sources inside of it, without end.
    private final Environment environment;

    DerivedSettings(Environment environment) {
        super("fermata-derived", "derived from other settings");
        this.environment = environment;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return switch (name) {
            case "fermata.database.name" -> databaseName();
            case "fermata.database.app-user" -> role("_app");
            case "fermata.database.owner-user" -> role("_owner");
            case "fermata.database.relay-user" -> role("_relay");
            case "fermata.database.housekeeping-user" -> role("_housekeeping");
            case "management.server.port" -> managementPort();
            case "logging.structured.format.console" -> logFormat();
            default -> null;
        };
    }

    private @Nullable String databaseName() {
        Matcher url = DATABASE.matcher(environment.getProperty("fermata.database.url", ""));
        return url.matches() ? url.group(1) : null;
    }

    private @Nullable String role(String suffix) {
        String database = environment.getProperty("fermata.database.name");
        return database == null ? null : database + suffix;
    }

    private int managementPort() {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        // Zero and below mean "any free port" and "no port".
        return port <= 0 ? port : port + MANAGEMENT_PORT_DISTANCE;
    }

    private @Nullable String logFormat() {
        return "json".equals(environment.getProperty("fermata.log-format")) ? "logstash" : null;
    }
}
