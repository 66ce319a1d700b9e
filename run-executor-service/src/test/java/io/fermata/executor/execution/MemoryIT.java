package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How much of its session an agent is told. */
@WholeServiceTest
class MemoryIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, unique("memory"));
        MODEL.play(Script.always().replies("Noted.").build());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 3", "4, 3", "50, 7"})
    void tellsTheModelAtMostSoManyMessagesTheFirstOfThemTheUsers(int maxMessages, int told) {
        talk(Map.of("type", "conversation", "max_messages", maxMessages));

        assertThat(rolesOfLastQuestion()).hasSize(told).first().isEqualTo("user");
        assertThat(lastQuestion().get(told - 1).toString()).contains("turn 4");
    }

    @Test
    void goesOnAfterAnAnswerThatSaidNothing() {
        MODEL.play(Script.when(m -> m.user("turn 2"))
                .replies("")
                .otherwise()
                .replies("Noted.")
                .build());

        talk(Map.of("type", "conversation", "max_messages", 50));

        assertThat(rolesOfLastQuestion()).containsExactly("user", "assistant", "user", "user", "assistant", "user");
    }

    @Test
    void tellsTheModelNothingOfTheSessionWithoutMemory() {
        talk(Map.of("type", "none", "max_messages", 50));

        assertThat(rolesOfLastQuestion()).containsExactly("user");
    }

    /** Four turns in one session, each of which succeeds. */
    private void talk(Map<String, Object> memory) {
        String agent = agent("active", Map.of("model", "anthropic/claude-haiku-4-5", "memory", memory));
        String session = turn(agent, "null", 1);
        for (int turn = 2; turn <= 4; turn++) {
            turn(agent, "\"" + session + "\"", turn);
        }
    }

    private String turn(String agent, String session, int turn) {
        String body = "{\"input\":{\"message\":\"turn " + turn + "\"},\"session_id\":" + session + "}";
        RunApi.Answer run = api.post("/api/v1/agents/" + agent + "/runs", body, "Prefer", "wait=30")
                .expect(200);
        assertThat(run.text("status")).as(run.body().toPrettyString()).isEqualTo("succeeded");
        return run.text("session_id");
    }

    private static List<String> rolesOfLastQuestion() {
        List<String> roles = new ArrayList<>();
        lastQuestion().forEach(message -> roles.add(message.path("role").asString()));
        return roles;
    }

    private static JsonNode lastQuestion() {
        return JSON.readTree(MODEL.log().requests().getLast().body()).get("messages");
    }
}
