package io.fermata.localstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What it takes to start one process; its environment is this one and nothing inherited. */
public record ProcessSpec(String name, List<String> command, Map<String, String> environment, Path log) {
    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The environment holds passwords. */
    @Override
    public String toString() {
        return "ProcessSpec[" + name + "]";
    }
}
