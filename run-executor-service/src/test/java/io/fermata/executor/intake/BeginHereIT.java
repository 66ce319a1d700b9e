package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** The instance that accepted a run does not wait for its event. */
@WholeServiceTest
class BeginHereIT {

    private final String tenant = unique("begin-here");

    @LocalServerPort
    private int port;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @AfterEach
    void listenAgain() {
        container().start();
    }

    @Test
    void executesARunWhoseEventDoesNotArrive() {
        MODEL.play(Script.always().replies("Answered.").build());
        String agentId = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        container().stop();

        JsonNode run = RunApi.of(port, tenant).run(agentId, "hello").expect(200).body();

        assertThat(run.get("status").asString()).isEqualTo("succeeded");
    }

    private MessageListenerContainer container() {
        return Objects.requireNonNull(listeners.getListenerContainer(RunRequestedConsumer.LISTENER));
    }
}
