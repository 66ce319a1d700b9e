package io.fermata.tools.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b~c*defg",
                "a+b%7Ec*defg",
                "a%20b%7Ec*defg",
                "a%20b~c%2Adefg",
                "YSBifmMqZGVmZw==",
                "YSBifmMqZGVmZw"
            })
    void isRedactedHoweverBlanksTildesAndPaddingAreEncoded(String form) {
        Redaction redaction = Redaction.of(List.of("a b~c*defg"));

        assertThat(redaction.text("<" + form + ">")).isEqualTo("<[redacted]>");
    }

    @Test
    void isRedactedWhereItIsANumber() {
        Redaction redaction = Redaction.of(List.of("12345678"));

        JsonNode tree = Json.standard().read("[12345678, 1.2345678e7, -12345678.5, 1234567, 0.5, true]");
        assertThat(redaction.tree(tree))
                .hasToString("[\"[redacted]\",\"[redacted]\",\"-[redacted].5\",1234567,0.5,true]");
    }
}
