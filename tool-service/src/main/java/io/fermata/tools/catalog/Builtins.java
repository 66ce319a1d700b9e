package io.fermata.tools.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tools that come with this service. */
public final class Builtins {
    private final Map<String, ToolDefinition> byName = new TreeMap<>(Comparator.reverseOrder());

    public Builtins(List<? extends BuiltinTool> tools) {
        tools.forEach(tool -> byName.put(tool.definition().name().value(), tool.definition()));
    }

    public Optional<ToolDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<ToolDefinition> all() {
        return List.copyOf(byName.values());
    }
}
