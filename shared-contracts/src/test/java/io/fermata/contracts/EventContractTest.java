package io.fermata.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventContractTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void writesTheSampleItReads(EventContract event) {
        JsonNode sample = Documents.sample(event);

        Object data = Documents.MAPPER.treeToValue(sample, event.data());

        assertThat(Documents.MAPPER.readTree(Documents.MAPPER.writeValueAsString(data)))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void acceptsTheSample(EventContract event) {
        assertThat(schema(event).validate(Documents.sample(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void toleratesAPropertyOfANewerProducer(EventContract event) {
        ObjectNode newer = ((ObjectNode) Documents.sample(event)).put("added_later", 1);

        assertThat(schema(event).validate(newer)).isEmpty();
        assertThat(Documents.MAPPER.treeToValue(newer, event.data())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void refusesDataWithoutARequiredProperty(EventContract event) {
        for (JsonNode required : Documents.schema(event).get("required")) {
            ObjectNode incomplete = (ObjectNode) Documents.sample(event);
            incomplete.remove(required.stringValue());

            assertThat(schema(event).validate(incomplete))
                    .as("%s without %s", event.name(), required)
                    .isNotEmpty();
        }
    }

    private static Schema schema(EventContract event) {
        return SCHEMAS.getSchema(Documents.schema(event));
    }
}
