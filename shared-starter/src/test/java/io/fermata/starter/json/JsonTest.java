package io.fermata.starter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;

class JsonTest {
    private final Json json = Json.standard();

    record Sample(
            String displayName,
            int itemCount,
            @Nullable Instant createdAt,
            @Nullable BigDecimal costUsd) {}

    @Test
    void writesSnakeCaseIsoTimesPlainDecimalsAndNulls() {
        Sample sample = new Sample("a", 1, Instant.parse("2026-11-21T10:00:00Z"), null);

        assertThat(json.write(sample))
                .isEqualTo(
                        "{\"display_name\":\"a\",\"item_count\":1,\"created_at\":\"2026-11-21T10:00:00Z\",\"cost_usd\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"display_name\":\"a\",\"item_count\":1,\"extra\":1}",
                "{\"display_name\":\"a\",\"item_count\":\"1\"}",
                "{\"display_name\":\"a\",\"item_count\":1.5}",
                "{\"display_name\":1,\"item_count\":1}",
                "{\"display_name\":\"a\",\"display_name\":\"b\",\"item_count\":1}",
                "{\"display_name\":\"a\",\"item_count\":1} trailing"
            })
    void refusesWhatACallerMustNotSend(String text) {
        assertThatThrownBy(() -> json.read(text, Sample.class)).isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z"})
    void refusesTimesOfARequestThatCannotBeKept(String time) {
        String text = "{\"display_name\":\"a\",\"item_count\":1,\"created_at\":\"" + time + "\"}";

        assertThatThrownBy(() -> JsonMappers.requests().readValue(text, Sample.class))
                .isInstanceOf(InvalidFormatException.class);
        assertThat(json.read(text, Sample.class).createdAt()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
    void takesAnyOtherTime(String time) {
        String text = "{\"display_name\":\"a\",\"item_count\":1,\"created_at\":\"" + time + "\"}";

        assertThat(JsonMappers.requests().readValue(text, Sample.class).createdAt())
                .isEqualTo(time);
    }

    /** What is stored or comes from elsewhere is read as it is. */
    @Test
    void refusesTextThatCannotBeKeptInRequestsOnly() {
        String text = "{\"a\":\"\\u0000\"}";

        assertThat(json.read(text).at("/a").asString()).isEqualTo("\0");
        assertThatThrownBy(() -> JsonMappers.requests().readTree(text)).isInstanceOf(UnstorableTextException.class);
    }

    @Test
    void ignoresWhatAnotherServiceAdds() {
        assertThat(json.readTolerant("{\"display_name\":\"a\",\"item_count\":1,\"extra\":1}", Sample.class)
                        .displayName())
                .isEqualTo("a");
    }

    @Test
    void hashesDocumentsThatMeanTheSameAlike() {
        assertThat(json.sha256(json.read("{\"b\":[{\"y\":1,\"x\":2}],\"a\":1.10}")))
                .isEqualTo(json.sha256(json.read("{ \"a\": 1.10, \"b\": [ {\"x\":2, \"y\":1} ] }")));
    }

    @Test
    void keepsTheDigitsOfANumber() {
        assertThat(json.write(json.read("{\"cost\":1.100000000000000000001}")))
                .isEqualTo("{\"cost\":1.100000000000000000001}");
    }

    @Test
    void passesTextOnAsItIs() {
        String text = "{\"b\":1.50, \"a\":\"ä\"}";

        assertThat(json.write(Map.of("data", Json.verbatim(text)))).isEqualTo("{\"data\":" + text + "}");
    }
}
