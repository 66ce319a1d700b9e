package io.fermata.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The service over HTTP, as one person of one tenant. */
public final class ApprovalApi {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Json JSON = Json.standard();

    private final URI base;
    private final String token;

    private ApprovalApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Somebody who may read and decide. */
    public static ApprovalApi of(int port, String tenant) {
        return as(port, tenant, "user:usr_ada", List.of());
    }

    public static ApprovalApi as(int port, String tenant, String subject, List<String> roles) {
        Map<String, Object> claims = TestTokens.claims(tenant, "approvals:read", "approvals:decide");
        claims.put("sub", subject);
        claims.put("roles", roles);
        return new ApprovalApi(URI.create("http://127.0.0.1:" + port), TestTokens.sign(claims));
    }

    /** Somebody who may only read. */
    public static ApprovalApi reader(int port, String tenant) {
        return new ApprovalApi(URI.create("http://127.0.0.1:" + port), TestTokens.token(tenant, "approvals:read"));
    }

    public record Answer(int status, JsonNode body) {
        public Answer expect(int expected) {
            assertThat(status).as(body.toPrettyString()).isEqualTo(expected);
            return this;
        }

        /** The slug of a problem. */
        public String problem() {
            return body.path("type").asString("").replace("urn:problem:", "");
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer approval(String id) {
        return get("/api/v1/approvals/" + id);
    }

    public Answer approve(String id) {
        return send(request("/api/v1/approvals/" + id + "/approve").POST(BodyPublishers.noBody()));
    }

    public Answer approve(String id, String body) {
        return post("/api/v1/approvals/" + id + "/approve", body);
    }

    public Answer reject(String id, String body) {
        return post("/api/v1/approvals/" + id + "/reject", body);
    }

    /** Opens the stream; the caller closes it. */
    public EventStream events(String... headers) {
        HttpRequest.Builder request = request("/api/v1/approvals/events");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return EventStream.open(HTTP, request.build());
    }

    private Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), JSON.read(body.isBlank() ? "{}" : body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
