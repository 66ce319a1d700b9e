package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest(properties = "spring.application.name=sample")
class OpenApiIT {
    @LocalServerPort
    int port;

    @Test
    void describesTheServiceAsStrictlyAsItBehaves() {
        Api api = new Api(port, "openapi");
        Answer answer = api.send(api.anonymous("/openapi.json").GET());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode document = answer.json();
        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("sample");
        assertThat(document.at("/paths/~1api~1v1~1notes/get/x-required-permission")
                        .toString())
                .isEqualTo("[\"agents:read\",\"runs:read\"]");
        assertThat(document.at("/paths/~1api~1v1~1notes~1open/get/security").toString())
                .isEqualTo("[]");
        assertThat(document.at("/paths/~1api~1v1~1notes/get/parameters").toString())
                .contains("\"limit\"", "\"cursor\"")
                .doesNotContain("\"after\"");
        assertThat(document.at("/paths/~1api~1v1~1notes/post/parameters").toString())
                .contains("Idempotency-Key");
        assertThat(document.at("/paths/~1api~1v1~1notes~1{id}/patch/parameters").toString())
                .contains("If-Match", "the answer is 412");
        JsonNode patch =
                document.at("/paths/~1api~1v1~1notes~1{id}/patch/requestBody/content/application~1json/schema");
        assertThat(patch.at("/properties").propertyNames())
                .contains("rich_lines")
                .doesNotContain("text");
        assertThat(patch.path("required").isMissingNode()).isTrue();
        assertThat(document.at("/components/schemas/Problem/properties/request_id")
                        .isMissingNode())
                .isFalse();
        assertThat(document.at("/components/schemas/NoteRequest/properties/rich_lines")
                        .isMissingNode())
                .isFalse();
        assertThat(document.at("/components/schemas/JsonNode").isMissingNode()).isTrue();
    }
}
