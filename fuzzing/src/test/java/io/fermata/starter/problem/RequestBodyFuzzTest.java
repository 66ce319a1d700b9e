package io.fermata.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fermata.starter.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A body of every shape that requests have. */
class RequestBodyFuzzTest {
    private static final Json JSON = Json.standard();

    enum Level {
        LOW,
        HIGH
    }

    record Part(String name, @Nullable Level level) {
        Part {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name must not be blank");
            }
        }
    }

    record Body(
            String name,
            int count,
            @Nullable BigDecimal costUsd,
            @Nullable Instant at,
            @Nullable Duration patience,
            @Nullable List<Part> parts,
            @Nullable Map<String, String> labels,
            @Nullable JsonNode input) {}

    @FuzzTest(maxDuration = "60s")
    void aBodyIsReadOrExplained(byte[] input) {
        try {
            Body body = JSON.read(input, Body.class);
            assertThat(JSON.writeBytes(body)).isNotEmpty();
        } catch (JacksonException e) {
            ProblemException problem = BodyFailures.translate(e);
            assertThat(problem).hasMessageNotContaining("tools.jackson.");
        }
    }
}
