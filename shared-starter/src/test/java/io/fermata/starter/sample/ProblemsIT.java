package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(properties = "spring.application.name=sample")
class ProblemsIT {
    @LocalServerPort
    int port;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(port, "problems");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"a","priority":1,"owner":"me"}          | 400 | unknown-property | /owner
            {"text":"a","priority":1,"rich_lines":[{"x":1}]} | 400 | unknown-property | /rich_lines/0/x
            {"text":"a","priority":"1"}                     | 422 | validation       | /priority
            {"text":{"a":1},"priority":1}                   | 422 | validation       | /text
            {"text":"a","priority":1,"rich_lines":[{"line_text":4}]} | 422 | validation | /rich_lines/0/line_text
            {"text":" ","priority":1}                       | 422 | validation       | /text
            {"text":"a","priority":1,"rich_lines":[{"line_text":""}]} | 422 | validation | /rich_lines/0/line_text
            {"text":"a"}                                    | 422 | validation       | /priority
            """)
    void saysWhereABodyIsWrong(String body, int status, String slug, String pointer) {
        Answer answer = api.post("/api/v1/notes", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:" + slug);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void namesEveryFaultAtOnce() {
        Answer answer = api.post("/api/v1/notes", """
                {"text":[],"rich_lines":[{"line_text":4},{"line_text":"fine"},{"line_text":"x","x/y":1}],"priority":"1"}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors").valueStream().map(Object::toString))
                .containsExactly(
                        "{\"pointer\":\"/text\",\"detail\":\"is missing or has the wrong type\"}",
                        "{\"pointer\":\"/rich_lines/0/line_text\",\"detail\":\"has a value that is not allowed here\"}",
                        "{\"pointer\":\"/rich_lines/2/x~1y\",\"detail\":\"is not known\"}",
                        "{\"pointer\":\"/priority\",\"detail\":\"is missing or has the wrong type\"}");
        assertThat(answer.json().at("/detail").asString()).isEqualTo("The request has 4 problems.");
    }

    /** Postgres keeps no U+0000, and half a surrogate pair has no bytes in UTF-8. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text":"a\\u0000b","priority":1}                                   | /text
            {"text":"a","priority":1,"meta_data":{"a":[1,"\\u0000"]}}           | /meta_data/a/1
            {"text":"a","priority":1,"meta_data":{"a":[1,{"b\\u0000":1}]}}      | /meta_data/a/1
            {"text":"a","priority":1,"rich_lines":[{"line_text":"\\u0000"}]}    | /rich_lines/0/line_text
            {"text":"a","priority":1,"rich_lines":[{"line\\u0000":"a"}]}        | /rich_lines/0
            {"text":"a","priority":1,"\\u0000":1}                               | ``
            {"text":"ab\\ud83dcd","priority":1}                                 | /text
            {"text":"\\ude00\\ud83d","priority":1}                             | /text
            """)
    void refusesTextThatCannotBeKept(String body, String pointer) {
        Answer answer = api.post("/api/v1/notes", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:validation");
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void takesEveryOtherText() {
        Answer answer = api.post("/api/v1/notes", "{\"text\":\"\\u0001 \\ud83d\\ude00 \uFFFF\",\"priority\":1}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().at("/text").asString()).isEqualTo("\u0001 \ud83d\ude00 \uFFFF");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"text":              | 400 | malformed-body
            {"text":"a","text":"b","priority":1} | 400 | malformed-body
            {"text":"a","priority":1}{} | 400 | malformed-body
            {"text":"a","priority":1,"meta_data":{"\\ud83d":1}} | 400 | malformed-body
            ``                    | 400 | malformed-body
            """)
    void refusesWhatIsNotOneJsonDocument(String body, int status, String slug) {
        Answer answer = api.post("/api/v1/notes", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:" + slug);
    }

    @Test
    void showsNoCredentialThatWasTakenForAnId() {
        Answer answer = api.get("/api/v1/notes/fk_live_0123456789abcdef/more");

        assertThat(answer.json().at("/instance").asString()).isEqualTo("/api/v1/notes/[redacted]/more");
        assertThat(answer.body()).doesNotContain("0123456789abcdef");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "{\"text\":\"a\",\"priority\":1,\"meta_data\":" + "[".repeat(80) + "]".repeat(80) + "}";

        Answer answer = api.post("/api/v1/notes", deep);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:malformed-body");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /api/v1/notes/nothing,           404, not-found
            GET,    /api/v1/nowhere,                 404, not-found
            GET,    /api/v1/notes/versions/latest,   404, not-found
            DELETE, /api/v1/notes,                   405, method-not-allowed
            GET,    /api/v1/notes/filtered?size=big, 422, validation
            GET,    /api/v1/notes/filtered,          422, validation
            GET,    /api/v1/notes?limit=0,           422, validation
            GET,    /api/v1/notes?limit=101,         422, validation
            GET,    /api/v1/notes?cursor=AAAA,       422, validation
            GET,    /api/v1/notes/gone,              410, approval-expired
            GET,    /api/v1//notes,                  404, not-found
            GET,    /api/v1/notes/%2e%2e/x,          404, not-found
            GET,    /api/v1/notes/a%2Fb,             404, not-found
            """)
    void answersEveryRefusalAsAProblem(String method, String path, int status, String slug) {
        Answer answer = api.method(method, path, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:" + slug);
        assertThat(answer.json().at("/request_id").asString())
                .isEqualTo(answer.header("X-Request-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /api/v1/notes/filtered?size=1&q=a%00b,     /q
            /api/v1/notes/filtered?size=1&q=%ff,       /q
            /api/v1/notes/filtered?q=%c0%80&size=1,    /q
            /api/v1/notes/filtered?size=1&q=%ed%a0%80, /q
            /api/v1/notes/filtered?size=1&%ff=q,       /%ff
            /api/v1/notes?cursor=%00,                  /cursor
            """)
    void refusesAQueryThatIsNoText(String path, String pointer) {
        Answer answer = api.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:bad-request");
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(answer.json().at("/detail").asString()).contains(pointer.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%ffb", "%c0%80", "%ed%a0%80"})
    void refusesAPathThatIsNoText(String id) {
        Answer answer = api.get("/api/v1/notes/" + id);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:bad-request");
    }

    @Test
    void readsEveryOtherAddress() {
        assertThat(api.get("/api/v1/notes/filtered?size=1&q=%F0%9F%98%80+%C3%A4&&x")
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/v1/notes/%F0%9F%98%80").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%2B999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "now"})
    void refusesTimesThatCannotBeKept(String time) {
        Answer answer = api.get("/api/v1/notes/since?created_after=" + time);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/created_after");
    }

    @Test
    void readsEveryOtherTime() {
        String since = "/api/v1/notes/since";

        assertThat(api.get(since + "?created_after=9999-12-31T23:59:59Z").body())
                .isEqualTo("9999-12-31T23:59:59Z");
        assertThat(api.get(since + "?created_after=").body()).isEqualTo("null");
        assertThat(api.get(since).body()).isEqualTo("null");
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        assertThat(api.method("DELETE", "/api/v1/notes", "").header("Allow").orElseThrow())
                .contains("GET", "POST");

        Answer asked = api.method("OPTIONS", "/api/v1/notes", "");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Allow").orElseThrow()).contains("GET", "POST").doesNotContain("DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tenant_id\":\"x\"}", "garbage", "[]", "{} {}"})
    void refusesABodyThatNobodyReads(String body) {
        Answer answer = api.post("/api/v1/notes/busy", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:bad-request");
        assertThat(api.method("GET", "/api/v1/notes", body).status()).isEqualTo(400);
        assertThat(unannounced("/api/v1/notes/busy", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } "})
    void takesABodyThatSaysNothing(String body) {
        assertThat(api.post("/api/v1/notes/busy", body).status()).isEqualTo(429);
        assertThat(unannounced("/api/v1/notes/busy", body).status()).isEqualTo(429);
    }

    private Answer unannounced(String path, String body) {
        var publisher = BodyPublishers.fromPublisher(BodyPublishers.ofString(body));
        return api.send(
                api.request(path).header("Content-Type", "application/json").POST(publisher));
    }

    @Test
    void takesJsonOnly() {
        Answer answer =
                api.method("POST", "/api/v1/notes", "text=a", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:unsupported-media-type");
    }

    @Test
    void keepsInternalsToItself() {
        Answer answer = api.get("/api/v1/notes/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:internal");
        assertThat(answer.body()).doesNotContain("jdbc", "IllegalState", "io.fermata");
    }

    @Test
    void tellsWhenToComeBack() {
        Answer answer = api.post("/api/v1/notes/busy", "");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).contains("2");
        assertThat(answer.json().at("/retryable").asBoolean()).isTrue();
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        Answer answer = api.post("/api/v1/notes", "x".repeat(1024 * 1024 + 1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:payload-too-large");
    }

    @Test
    void refusesABodyThatTurnsOutToBeTooLarge() {
        byte[] large = ("{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
        var unannounced = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large));

        Answer answer = api.send(api.request("/api/v1/notes")
                .header("Content-Type", "application/json")
                .POST(unannounced));

        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:payload-too-large");
    }

    @Test
    void answersASecondOfAKindWithAConflict() {
        api.post("/api/v1/notes", "{\"text\":\"only once\",\"priority\":1}");

        Answer answer = api.post("/api/v1/notes", "{\"text\":\"only once\",\"priority\":1}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:conflict");
    }
}
