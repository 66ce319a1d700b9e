package io.fermata.localstack.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Topics;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TestInfrastructureIT {
    @Test
    void everyTopicOfTheContractsExistsWithItsDeadLetters() throws Exception {
        List<String> names = Arrays.stream(Topics.class.getFields())
                .map(TestInfrastructureIT::value)
                .toList();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(names)
                    .containsAll(names.stream()
                            .flatMap(name -> Stream.of(Topics.dlt(name)))
                            .toList());
        }
    }

    @Test
    void readModelsAreCompacted() throws Exception {
        assertThat(setting(Topics.AGENT_CHANGED, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void recordsFromOutsideCarryTheBrokersTime() throws Exception {
        assertThat(setting(Topics.RUN_REQUESTED, "message.timestamp.type")).isEqualTo("LogAppendTime");
    }

    private static String setting(String topicName, String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topicName);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()))) {
            return admin.describeConfigs(List.of(topic)).all().get().values().stream()
                    .map(config -> config.get(name).value())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
