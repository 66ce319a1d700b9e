package io.fermata.tools.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RedactionTest {
    @Test
    void isRedactedInEveryUsualForm() {
        Redaction redaction = Redaction.of(List.of("s3cr3t/value"));

        assertThat(redaction.text("a s3cr3t/value, s3cr3t%2Fvalue and czNjcjN0L3ZhbHVl"))
                .isEqualTo("a [redacted], [redacted] and [redacted]");
        JsonNode tree = Json.standard().read("{\"s3cr3t/value\": [\"x s3cr3t/value\", 1, null]}");
        assertThat(redaction.tree(tree)).hasToString("{\"[redacted]\":[\"x [redacted]\",1,null]}");
    }
}
