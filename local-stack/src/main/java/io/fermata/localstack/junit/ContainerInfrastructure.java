package io.fermata.localstack.junit;

import io.fermata.localstack.postgres.DatabaseScript;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same Postgres and Kafka from Docker images; the containers end with the JVM. */
final class ContainerInfrastructure implements Infrastructure {
    private static final String POSTGRES_IMAGE = "postgres:16.15-alpine";
    private static final String KAFKA_IMAGE = "apache/kafka-native:4.2.1";

    private final PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand(
                    "postgres",
                    "-c",
                    "wal_level=logical",
                    "-c",
                    "max_replication_slots=40",
                    "-c",
                    "max_wal_senders=40",
                    "-c",
                    "max_connections=300");
    private final KafkaContainer kafka = new KafkaContainer(KAFKA_IMAGE);

    private ContainerInfrastructure() {
        postgres.start();
        kafka.start();
    }

    static ContainerInfrastructure start() {
        return new ContainerInfrastructure();
    }

    @Override
    public DatabaseScript databases() {
        return new DatabaseScript(
                postgres.getHost(), postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), "postgres");
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }
}
