package io.fermata.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("src/main/resources/io/fermata/contracts/asyncapi.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    @Test
    void saysWhatTheCatalogueSays() throws IOException {
        String current = YAML.writeValueAsString(AsyncApiDocument.create());
        if (Boolean.getBoolean("asyncapi.write")) {
            Files.writeString(DOCUMENT, current, UTF_8);
        }

        assertThat(Files.readString(DOCUMENT, UTF_8))
                .as("out of date: run this test with -Dasyncapi.write=true")
                .isEqualTo(current);
    }

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void showsTopicTypeKeyAndDeadLetterTopicOfEveryEvent(EventContract event) throws IOException {
        JsonNode document = document();
        JsonNode channel = document.get("channels").get(event.topic());
        JsonNode message = document.get("components").get("messages").get(event.name());

        assertThat(channel.get("address").asString()).isEqualTo(event.topic());
        assertThat(channel.get("x-dead-letter-topic").asString()).isEqualTo(event.dlt());
        assertThat(message.get("name").asString()).isEqualTo(event.type());
        assertThat(message.at("/bindings/kafka/key/description").asString()).isEqualTo(event.key());
        assertThat(document.get("channels").has(event.dlt())).isTrue();
    }

    @Test
    void pointsOnlyToWhatIsThere() throws IOException {
        JsonNode document = document();
        Set<String> references = document.findValuesAsString("$ref").stream().collect(Collectors.toSet());

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(resolves(document, reference)).as(reference).isTrue());
    }

    private static boolean resolves(JsonNode document, String reference) {
        return reference.startsWith("#")
                ? !document.at(reference.substring(1)).isMissingNode()
                : Files.exists(DOCUMENT.resolveSibling(reference));
    }

    private static JsonNode document() throws IOException {
        return YAML.readTree(Files.readString(DOCUMENT, UTF_8));
    }
}
