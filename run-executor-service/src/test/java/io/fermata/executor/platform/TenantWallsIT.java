package io.fermata.executor.platform;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.testkit.script.Script;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Nobody sees, changes or learns of what another tenant has, by whatever operation. */
@WholeServiceTest
class TenantWallsIT {

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Test
    void everyTenantTableIsSecuredByTheDatabase() {
        assertThat(new TenantTableHygiene(database).violations()).isEmpty();
    }

    @Test
    void everyOperationThatNamesAForeignThingSaysThatThereIsNone() {
        MODEL.play(Script.always().replies("Hello.").build());
        RunApi owner = RunApi.of(port, unique("owner"));
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        JsonNode run = owner.run(agent, "hello").expect(200).body();
        RunApi stranger = RunApi.of(port, unique("stranger"));
        Map<String, String> foreign = Map.of(
                "id",
                run.get("id").asString(),
                "agentId",
                agent,
                "session",
                run.get("session_id").asString());

        assertThat(operations().filter(Operation::namesAnObject)).isNotEmpty().allSatisfy(operation -> {
            Answer answer = operation.send(stranger, foreign);
            assertThat(answer.problem()).as(operation.toString()).isEqualTo("not-found");
        });
        assertThat(stranger.get("/api/v1/runs").body().get("data")).isEmpty();
        assertThat(stranger.get("/api/v1/agents/" + agent + "/runs").body().get("data"))
                .isEmpty();
        assertThat(owner.get("/api/v1/runs/" + run.get("id").asString()).body()).isNotNull();
    }

    @Test
    void everyOperationNamesItsPermissionAndAsksForIt() {
        RunApi powerless = RunApi.with(port, TestTokens.token(unique("powerless"), "billing:read"));
        RunApi nobody = RunApi.with(port, "no-token");

        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.permission()).as(operation.toString()).containsAnyOf("runs:", "keys:");
            assertThat(operation.send(powerless, Map.of()).status())
                    .as(operation.toString())
                    .isEqualTo(403);
            assertThat(operation.send(nobody, Map.of()).status())
                    .as(operation.toString())
                    .isEqualTo(401);
        });
    }

    private Stream<Operation> operations() {
        JsonNode paths = RunApi.of(port, unique("reader"))
                .get("/openapi.json")
                .expect(200)
                .body()
                .get("paths");
        return paths.propertyStream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(
                                method.getKey(),
                                path.getKey(),
                                method.getValue().path("x-required-permission").toString())));
    }

    private record Operation(String method, String path, String permission) {

        boolean namesAnObject() {
            return path.contains("{id}");
        }

        Answer send(RunApi caller, Map<String, String> names) {
            String thing = path.contains("/sessions/") ? names.get("session") : names.get("id");
            String url = path.replace("{id}", String.valueOf(thing))
                    .replaceAll("\\{\\w+}", String.valueOf(names.get("agentId")));
            return switch (method) {
                case "get" -> caller.get(url);
                case "put" -> caller.put(url, "{}");
                case "delete" -> caller.delete(url);
                default -> caller.post(url, "{}");
            };
        }
    }
}
