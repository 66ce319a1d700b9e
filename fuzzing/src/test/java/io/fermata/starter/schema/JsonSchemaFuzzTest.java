package io.fermata.starter.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fermata.starter.json.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An input is a tenant's schema and, from its second line on, what a model wrote as arguments. */
class JsonSchemaFuzzTest {
    private static final Json JSON = Json.standard();

    @FuzzTest(maxDuration = "60s")
    void argumentsFitOrAreComplainedAbout(byte[] input) {
        String text = new String(input, UTF_8);
        int line = text.indexOf('\n');
        Optional<JsonNode> document = read(line < 0 ? text : text.substring(0, line));
        Optional<JsonNode> arguments = read(line < 0 ? "{}" : text.substring(line + 1));
        if (document.isPresent() && arguments.isPresent()) {
            check(document.get(), arguments.get());
        }
    }

    private static void check(JsonNode document, JsonNode arguments) {
        try {
            assertThat(JsonSchema.compile(document).check(arguments)).hasSizeLessThanOrEqualTo(20);
        } catch (InvalidSchemaException e) {
            assertThat(e.faults()).isNotNull();
        }
    }

    private static Optional<JsonNode> read(String json) {
        try {
            return Optional.of(JSON.read(json));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }
}
