package io.fermata.e2e.support;

import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Http;
import io.fermata.e2e.http.Json;
import io.fermata.localstack.junit.LocalStackExtension;
import io.fermata.localstack.junit.PlatformUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What all tests share: the running stack, one HTTP client, a new tenant whenever somebody needs one. */
public final class TestPlatform {
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final Queue<Tenant> MADE = new ConcurrentLinkedQueue<>();
    private static final Http HTTP = new Http(Planted::heard);

    private TestPlatform() {}

    public static PlatformUnderTest stack() {
        return LocalStackExtension.platform();
    }

    public static Http http() {
        return HTTP;
    }

    public static Gateway nobody() {
        return new Gateway(HTTP, stack().gatewayUrl(), null);
    }

    public static Gateway platformAdmin() {
        return nobody().as(stack().credentials().platformAdminKey());
    }

    public static Tenant newTenant(String purpose) {
        String id = purpose + "-" + TENANTS.incrementAndGet();
        JsonNode made = platformAdmin().post("/api/v1/tenants", Map.of("id", id, "name", purpose));
        String key =
                Planted.secret("an administrator's key", made.path("admin_key").asString());
        Tenant tenant = new Tenant(id, key, nobody().as(key));
        MADE.add(tenant);
        return tenant;
    }

    /** Every tenant that a test has made. */
    public static List<Tenant> tenants() {
        return List.copyOf(MADE);
    }

    /** The document of all services. A service that has just started may be too slow for its part to be in it at once. */
    public static JsonNode openApi() {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> nobody().get("/openapi.json"),
                        document -> document.path("x-unreachable-services").isEmpty());
    }

    /** What the model says from here on: a file under {@code scripts/}. */
    public static void playScript(String file) {
        postScript(resource("/scripts/" + file));
    }

    /** The story of the local default, and the loop of the benchmark. */
    public static void playDefaultScript() {
        postScript("default");
    }

    /** Every request the tool server has received, by path and by idempotency key. */
    public static JsonNode toolCounts() {
        return Json.read(HTTP.send("GET", stack().toolServerUrl() + "/__count", Map.of(), null)
                .requireSuccess("counting")
                .body());
    }

    public static void forgetToolCounts() {
        HTTP.send("DELETE", stack().toolServerUrl() + "/__count", Map.of(), null)
                .requireSuccess("clearing");
    }

    private static void postScript(String script) {
        HTTP.send("POST", stack().modelUrl() + "/__script", Map.of("Content-Type", "text/plain"), script)
                .requireSuccess("the model's script");
    }

    private static String resource(String name) {
        try (InputStream in = TestPlatform.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
