package io.fermata.localstack.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ports a stack was last started on, so that the commands after it find it without being told again. */
public final class RememberedPorts {
    private static final Pattern VARIABLE = Pattern.compile("FERMATA_([A-Z_]+_)?PORT(_BASE)?");

    private final Path file;

    public RememberedPorts(StackDirectory directory) {
        this.file = directory.root().resolve("ports.properties");
    }

    /** The environment as it is when it names a port itself, else with the ports of last time. */
    public Map<String, String> completing(Map<String, String> environment) throws IOException {
        if (!named(environment).isEmpty() || !Files.exists(file)) {
            return environment;
        }
        Properties remembered = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            remembered.load(reader);
        }
        Map<String, String> completed = new HashMap<>(environment);
        remembered.forEach((variable, port) -> completed.put(variable.toString(), port.toString()));
        return completed;
    }

    /** To be called by what starts the stack. */
    public void remember(Map<String, String> environment) throws IOException {
        Properties ports = new Properties();
        ports.putAll(named(environment));
        Files.createDirectories(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            ports.store(writer, "where this stack listens, unless the environment says otherwise");
        }
    }

    private static Map<String, String> named(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> VARIABLE.matcher(variable.getKey()).matches()
                        && !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
