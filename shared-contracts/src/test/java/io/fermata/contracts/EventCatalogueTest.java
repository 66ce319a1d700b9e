package io.fermata.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.ToolChanged;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

class EventCatalogueTest {

    @Test
    void holdsEveryTopicAndEveryType() {
        assertThat(EventCatalogue.all()).extracting(EventContract::topic).hasSameElementsAs(constants(Topics.class));
        assertThat(EventCatalogue.all()).extracting(EventContract::type).hasSameElementsAs(constants(EventTypes.class));
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void findsAnEventByTypeByTopicAndByRecord(EventContract event) {
        assertThat(EventCatalogue.findByType(event.type())).contains(event);
        assertThat(EventCatalogue.findByTopic(event.topic())).contains(event);
        assertThat(EventCatalogue.require(event.data())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void namesTheTypeAfterItsTopic(EventContract event) {
        assertThat(event.type()).isEqualTo("io.fermata." + event.topic() + ".v1");
        assertThat(event.dlt()).isEqualTo(event.topic() + ".dlt");
    }

    @Test
    void knowsNothingElse() {
        assertThat(EventCatalogue.findByType("io.fermata.run.changed.v2")).isEmpty();
        assertThat(EventCatalogue.findByTopic("run.changed.dlt")).isEmpty();
        assertThatThrownBy(() -> EventCatalogue.require(String.class)).hasMessageContaining("java.lang.String");
        assertThat(EventCatalogue.require(RunChanged.class).compacted()).isFalse();
    }

    @Test
    void keysToolsByTenantSoThatCompactionKeepsBoth() {
        assertThat(tool("lookup", null).key("acme")).isEqualTo("acme/lookup");
        assertThat(tool("lookup", "agt_1").key("acme")).isEqualTo("acme/agt_1/lookup");
    }

    private static ToolChanged tool(String name, @org.jspecify.annotations.Nullable String agentId) {
        return new ToolChanged(
                name,
                1,
                false,
                "",
                JsonNodeFactory.instance.objectNode(),
                null,
                "none",
                false,
                "low",
                "read",
                30,
                agentId,
                Instant.EPOCH);
    }

    private static List<String> constants(Class<?> holder) {
        return Arrays.stream(holder.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(EventCatalogueTest::value)
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
