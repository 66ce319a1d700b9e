package io.fermata.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Command line options of the form {@code --name value}. */
record Options(Map<String, String> values) {

    /** @throws IllegalArgumentException naming the option that is unknown or has no value */
    static Options parse(String[] arguments, Set<String> known) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i];
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException(
                        "unknown option " + name + "; known are --" + String.join(", --", known));
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + name + " needs a value");
            }
            values.put(name.substring(2), arguments[i + 1]);
        }
        return new Options(values);
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    int number(String name, int fallback) {
        var value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("option --" + name + " must be a number: " + value);
        }
        return Integer.parseInt(value);
    }
}
