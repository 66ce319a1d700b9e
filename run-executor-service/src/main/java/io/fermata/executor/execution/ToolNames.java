package io.fermata.executor.execution;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names under which a run's tools are offered to models: providers take no dots. The model may answer with either
 * spelling.
 */
final class ToolNames {

    private final Map<String, String> wireByName = new LinkedHashMap<>();
    private final Map<String, String> nameByWire = new LinkedHashMap<>();

    ToolNames(Collection<String> names) {
        for (String name : names) {
            String wire = name.replace('.', '_');
            while (nameByWire.containsKey(wire)) {
                wire += "_";
            }
            wireByName.put(name, wire);
            nameByWire.put(wire, name);
        }
    }

    String wire(String name) {
        return wireByName.getOrDefault(name, name.replace('.', '_'));
    }

    String name(String wireOrName) {
        return nameByWire.getOrDefault(wireOrName, wireOrName);
    }
}
