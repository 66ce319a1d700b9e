package io.fermata.registry.version;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares configurations member by member. A list is compared whole: its order means something. */
final class ConfigDiff {
    /**
     * One difference.
     *
     * @param path JSON pointer into the configuration
     * @param op add, remove or replace
     */
    record Change(
            String op,
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    private ConfigDiff() {}

    static List<Change> between(JsonNode before, JsonNode after) {
        return differences("", before, after).toList();
    }

    private static Stream<Change> differences(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            return Stream.of(new Change("add", path, null, after));
        }
        if (after == null) {
            return Stream.of(new Change("remove", path, before, null));
        }
        if (before.isObject() && after.isObject()) {
            return names(before, after).stream()
                    .flatMap(name -> differences(path + "/" + escaped(name), before.get(name), after.get(name)));
        }
        return before.equals(after) ? Stream.empty() : Stream.of(new Change("replace", path, before, after));
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        return names;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
