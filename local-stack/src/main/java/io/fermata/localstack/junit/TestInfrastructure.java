package io.fermata.localstack.junit;

import io.fermata.localstack.kafka.TopicPlan;
import io.fermata.localstack.postgres.DatabaseCredentials;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/**
 * One real Postgres and one real Kafka per JVM, started by the first test that asks and shared by all. Nothing is wiped
 * between tests: each test works as its own tenant.
 *
 * <p>{@code FERMATA_TEST_INFRASTRUCTURE=testcontainers} (environment or system property) takes both from Docker instead.
 */
public final class TestInfrastructure {
    public static final String SWITCH = "FERMATA_TEST_INFRASTRUCTURE";

    private static final int RUN_PARTITIONS = 3;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestInfrastructure() {}

    /** Creates a fresh database; its name starts with the logical one and is unique, and so is its replication slot. */
    public static TestDatabase database(String logicalName) {
        String name = logicalName + "_" + DATABASES.incrementAndGet();
        DatabaseCredentials credentials = new DatabaseCredentials("app-password", "owner-password", "relay-password");
        try {
            Holder.INFRASTRUCTURE.databases().create(name, credentials);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create test database " + name, e);
        }
        return new TestDatabase(name, Holder.INFRASTRUCTURE.databases().url(name), credentials);
    }

    /** The broker's address; all topics of the platform exist. */
    public static String bootstrapServers() {
        return Topics.BOOTSTRAP_SERVERS;
    }

    static Infrastructure chosen(String choice) {
        return switch (choice) {
            case "embedded" -> EmbeddedInfrastructure.start();
            case "testcontainers" -> ContainerInfrastructure.start();
            default ->
                throw new IllegalArgumentException(SWITCH + " must be embedded or testcontainers, not " + choice);
        };
    }

    static void createTopics(String bootstrapServers) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 90_000))) {
            new TopicPlan(RUN_PARTITIONS).create(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics on " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static String choice() {
        String fromEnvironment = System.getenv().getOrDefault(SWITCH, "embedded");
        return System.getProperty(SWITCH, fromEnvironment);
    }

    private static final class Holder {
        static final Infrastructure INFRASTRUCTURE = chosen(choice());
    }

    private static final class Topics {
        static final String BOOTSTRAP_SERVERS = withTopics(Holder.INFRASTRUCTURE.bootstrapServers());

        private static String withTopics(String bootstrapServers) {
            createTopics(bootstrapServers);
            return bootstrapServers;
        }
    }
}
