package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import io.fermata.localstack.kafka.TopicPlan;
import io.fermata.localstack.postgres.DatabaseScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/**
 * Kafka is a cache: throws every topic, every consumer group and every replication slot away and makes the topics anew,
 * empty. No service may run meanwhile. Each relay finds its slot gone when it starts, and sends its outbox from the
 * table; consumers begin at the beginning and know what they have handled already.
 */
final class BusRebuild {
    /** Relays believe that nothing was ever sent, and have it all to send: what the outbox has forgotten is told anew. */
    private static final String FORGET = """
            SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database();
            DELETE FROM relay_offsets;
            DELETE FROM relay_confirmed;
            UPDATE relay_watermark SET relayed_until = '00000000-0000-0000-0000-000000000000';
            SELECT make_outbox_partitions(1);
            SELECT retell_newest()
            """;

    private final Admin admin;
    private final DatabaseScript databases;
    private final String superuserPassword;

    BusRebuild(Admin admin, DatabaseScript databases, String superuserPassword) {
        this.admin = admin;
        this.databases = databases;
        this.superuserPassword = superuserPassword;
    }

    /** @param partitions of the topics that runs are on */
    void run(int partitions) throws ExecutionException, InterruptedException, SQLException {
        List<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        admin.deleteConsumerGroups(groups).all().get();
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> !topic.startsWith("__"))
                .collect(Collectors.toSet());
        admin.deleteTopics(topics).all().get();
        new TopicPlan(partitions).create(admin);
        for (String database : serviceDatabases()) {
            forget(database);
        }
    }

    private static List<String> serviceDatabases() {
        return Arrays.stream(StackService.values())
                .map(StackService::database)
                .flatMap(Optional::stream)
                .toList();
    }

    private void forget(String database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(databases.url(database), "postgres", superuserPassword);
                Statement statement = connection.createStatement()) {
            if (hasRelay(statement)) {
                statement.execute(FORGET);
            }
        }
    }

    /** A service that has never started has no tables yet. */
    private static boolean hasRelay(Statement statement) throws SQLException {
        try (var found = statement.executeQuery("SELECT to_regclass('relay_watermark') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }
}
