package io.fermata.tools.catalog;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.schema.InvalidSchemaException;
import io.fermata.starter.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects everything that is wrong with a document, so that one answer names it all. */
final class Faults {
    private final List<FieldProblem> found = new ArrayList<>();

    void add(String pointer, String detail) {
        found.add(new FieldProblem(pointer, detail));
    }

    /** Makes the value, or notes why its own rules refuse it and gives null. */
    <T> @Nullable T attempt(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            add(pointer, String.valueOf(e.getMessage()));
            return null;
        }
    }

    <E extends Enum<E>> E word(String pointer, Class<E> type, @Nullable String word, E otherwise) {
        if (word == null) {
            return otherwise;
        }
        return Words.find(type, word).orElseGet(() -> {
            add(pointer, "must be one of " + Words.all(type));
            return otherwise;
        });
    }

    int number(String pointer, @Nullable Integer value, int least, int most, int otherwise) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            add(pointer, "must be between " + least + " and " + most);
            return otherwise;
        }
        return number;
    }

    void schema(String pointer, JsonNode document) {
        try {
            JsonSchema.compile(document);
        } catch (InvalidSchemaException e) {
            e.faults().forEach(fault -> add(pointer + fault.pointer(), fault.detail()));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw ProblemException.validation(found);
        }
    }
}
