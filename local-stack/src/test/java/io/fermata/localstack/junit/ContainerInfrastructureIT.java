package io.fermata.localstack.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fermata.localstack.postgres.DatabaseCredentials;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainerInfrastructureIT {
    @Test
    void dockerGivesTheSameDatabasesAndTopics() throws Exception {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "There is no Docker here: the testcontainers variant of the test infrastructure was not tested.");

        Infrastructure infrastructure = TestInfrastructure.chosen("testcontainers");
        TestInfrastructure.createTopics(infrastructure.bootstrapServers());
        infrastructure.databases().create("fermata_docker", new DatabaseCredentials("app", "owner", "relay"));

        String url = infrastructure.databases().url("fermata_docker");
        try (Connection connection = DriverManager.getConnection(url, "fermata_docker_app", "app")) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
