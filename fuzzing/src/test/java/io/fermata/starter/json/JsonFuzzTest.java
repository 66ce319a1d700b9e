package io.fermata.starter.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class JsonFuzzTest {
    private static final Json JSON = Json.standard();

    /** What was let in can be written, hashed and read again: a document that cannot is a failure much later. */
    @FuzzTest(maxDuration = "60s")
    void whatIsReadCanBeWritten(byte[] input) {
        JsonNode document;
        try {
            document = JSON.read(input);
        } catch (JacksonException _) {
            return;
        }
        String written = JSON.write(document);
        assertThat(JSON.write(JSON.read(written))).isEqualTo(written);
        String canonical = JSON.canonical(document);
        assertThat(JSON.canonical(JSON.read(canonical))).isEqualTo(canonical);
    }
}
