package io.fermata.starter.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.fermata.starter.defaults.DatabaseProperties;
import java.net.URI;
import java.util.Properties;

/** How Debezium is set up: one table, inserts only, no detours. */
final class RelaySettings {
    static final String MARK_PREFIX = "fermata-relay";

    private static final int QUEUED_BATCHES = 4;
    private static final int POSTGRES_PORT = 5432;

    private RelaySettings() {}

    static Properties of(DatabaseProperties database, String slot, RelayProperties relay, long run) {
        Properties settings = new Properties();
        // A name per run: two relays in one JVM, and a run that is still ending, do not meet.
        settings.setProperty("name", slot + "-" + run);
        settings.setProperty("connector.class", PostgresConnector.class.getName());
        settings.setProperty("offset.storage", RelayOffsets.class.getName());
        addConnection(settings, database);
        addSource(settings, slot);
        addPace(settings, relay);
        return settings;
    }

    private static void addConnection(Properties settings, DatabaseProperties database) {
        URI url = URI.create(database.url().substring("jdbc:".length()));
        settings.setProperty("database.hostname", url.getHost());
        settings.setProperty("database.port", Integer.toString(url.getPort() < 0 ? POSTGRES_PORT : url.getPort()));
        settings.setProperty("database.dbname", url.getPath().substring(1));
        settings.setProperty("database.user", database.relayUser());
        settings.setProperty("database.password", database.relayPassword());
        settings.setProperty("database.tcpKeepAlive", "true");
        if (url.getQuery() != null) {
            addEncryption(settings, url.getQuery());
        }
    }

    /** What the url says about TLS holds for the relay's connections too. */
    private static void addEncryption(Properties settings, String query) {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (parameter.startsWith("ssl") && equals > 0) {
                settings.setProperty("database." + parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
    }

    private static void addSource(Properties settings, String slot) {
        settings.setProperty("topic.prefix", "outbox");
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", slot);
        settings.setProperty("publication.name", "outbox");
        settings.setProperty("publication.autocreate.mode", "disabled");
        settings.setProperty("table.include.list", "public.outbox");
        // The id tells the time too, and at a tenth of the cost of decoding this column.
        settings.setProperty("column.exclude.list", "public.outbox.created_at");
        settings.setProperty("message.prefix.include.list", MARK_PREFIX);
        // The slot is made by us, and rows that were there before it are read from the table.
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("skipped.operations", "u,d,t");
        settings.setProperty("tombstones.on.delete", "false");
    }

    private static void addPace(Properties settings, RelayProperties relay) {
        settings.setProperty(
                "poll.interval.ms", Long.toString(relay.pollInterval().toMillis()));
        settings.setProperty("max.batch.size", Integer.toString(relay.batchSize()));
        settings.setProperty("max.queue.size", Integer.toString(relay.batchSize() * QUEUED_BATCHES));
        settings.setProperty("queue.provider.type", RelayQueue.NAME);
        settings.setProperty("record.processing.threads", "1");
        // Failures end the engine at once: the supervisor decides what comes next.
        settings.setProperty("errors.max.retries", "0");
        settings.setProperty("slot.max.retries", "0");
        settings.setProperty("slot.retry.delay.ms", "500");
    }
}
