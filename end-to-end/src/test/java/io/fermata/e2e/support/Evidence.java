package io.fermata.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Json;
import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.leak.Traces;
import io.fermata.localstack.StackService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** All that the stack under test has left behind or can be asked for by those who only look after it. */
public final class Evidence {
    private static final int SHORTEST_SECRET = 16;
    private static final String PROVIDER_KEY = "sk-scripted-model-0af3c9d1e2b74856";

    private Evidence() {}

    public static void read(Traces.Reader reader) {
        var stack = TestPlatform.stack();
        new Traces(stack.directory().logs(), databases(), stack.bootstrapServers()).read(reader);
        Planted.readRefusals(reader);
        readMetrics(reader);
        TestPlatform.tenants().forEach(tenant -> readExports(tenant, reader));
    }

    public static Databases databases() {
        String password = secretsFile().path("postgres_password").asString();
        return new Databases(TestPlatform.stack().postgresPort(), password);
    }

    /** What its operator keeps in files and hands to services as their environment. */
    public static Map<String, String> secretsOfTheStack() {
        Map<String, String> secrets = new HashMap<>();
        collect(secretsFile(), "", secrets);
        secrets.put(PROVIDER_KEY, "a provider's key");
        return secrets;
    }

    private static void collect(JsonNode node, String path, Map<String, String> secrets) {
        node.properties().forEach(property -> collect(property.getValue(), path + " " + property.getKey(), secrets));
        if (node.isString() && node.stringValue().length() >= SHORTEST_SECRET) {
            secrets.put(node.stringValue(), "the stack's" + path);
        }
    }

    private static JsonNode secretsFile() {
        try {
            return Json.read(Files.readString(TestPlatform.stack().directory().secrets()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readMetrics(Traces.Reader reader) {
        for (StackService service : StackService.values()) {
            String url = TestPlatform.stack().managementUrl(service) + "/actuator/prometheus";
            Answer metrics = TestPlatform.http().send("GET", url, Map.of(), null);
            reader.read("metrics of " + service.module(), metrics.body().getBytes(UTF_8));
        }
    }

    /** A tenant that was suspended or deleted meanwhile refuses it. */
    private static void readExports(Tenant tenant, Traces.Reader reader) {
        for (String format : new String[] {"jsonl", "csv"}) {
            Answer export = tenant.gateway().send("GET", "/api/v1/audit-events/export?format=" + format, null);
            if (export.isSuccess()) {
                reader.read("audit export", export.body().getBytes(UTF_8));
            }
        }
    }
}
