package io.fermata.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A schema is written by hand, for people; the record decides what it must say. */
class SchemaMatchesRecordTest {

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void describesExactlyTheComponentsOfTheRecord(EventContract event) {
        assertMatches(event.data(), Documents.schema(event));
    }

    private static void assertMatches(Class<?> data, JsonNode schema) {
        assertThat(Set.copyOf(schema.get("properties").propertyNames()))
                .as("properties of %s", data)
                .isEqualTo(names(data, _ -> true));
        assertThat(strings(schema.get("required")))
                .as("required properties of %s", data)
                .isEqualTo(names(data, component -> !nullable(component)));
        for (RecordComponent component : data.getRecordComponents()) {
            assertMatches(component, schema.get("properties").get(snake(component)));
        }
    }

    private static void assertMatches(RecordComponent component, JsonNode property) {
        assertThat(property.path("description").asString())
                .as("description of %s", component)
                .isNotBlank();
        if (component.getType() == JsonNode.class) {
            return;
        }
        assertThat(strings(property.get("type"))).as("type of %s", component).isEqualTo(types(component));
        if (component.getType() == Instant.class) {
            assertThat(property.get("format").asString()).isEqualTo("date-time");
        }
        if (component.getType().isRecord()) {
            assertMatches(component.getType(), property);
        }
    }

    private static Set<String> types(RecordComponent component) {
        Set<String> types = new TreeSet<>(Set.of(type(component.getType())));
        if (nullable(component)) {
            types.add("null");
        }
        return types;
    }

    private static String type(Class<?> component) {
        if (component == String.class || component == Instant.class || component == BigDecimal.class) {
            return "string";
        }
        if (component == int.class || component == long.class || component == Integer.class) {
            return "integer";
        }
        return component == boolean.class || component == Boolean.class
                ? "boolean"
                : component == List.class ? "array" : "object";
    }

    private static Set<String> names(Class<?> data, Predicate<RecordComponent> wanted) {
        return Arrays.stream(data.getRecordComponents())
                .filter(wanted)
                .map(SchemaMatchesRecordTest::snake)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String snake(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Set<String> strings(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? oneOrMany.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new))
                : Set.of(oneOrMany.asString());
    }
}
