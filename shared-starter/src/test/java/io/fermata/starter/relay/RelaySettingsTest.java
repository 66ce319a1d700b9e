package io.fermata.starter.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.defaults.DatabaseProperties;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RelaySettingsTest {
    @Test
    void encryptsTheRelaysConnectionsAsTheUrlSays() {
        Properties settings = settings("jdbc:postgresql://db/notes?sslmode=verify-full&sslrootcert=/tls/ca.pem");

        assertThat(settings)
                .containsEntry("database.hostname", "db")
                .containsEntry("database.dbname", "notes")
                .containsEntry("database.sslmode", "verify-full")
                .containsEntry("database.sslrootcert", "/tls/ca.pem");
    }

    private static Properties settings(String url) {
        DatabaseProperties database = new DatabaseProperties(url, "notes", "a", "a", "o", "o", "r", "r", "h");
        Duration second = Duration.ofSeconds(1);
        RelayProperties relay =
                new RelayProperties(true, Duration.ofMillis(25), 1, second, second, second, second, second);
        return RelaySettings.of(database, "notes_outbox", relay, 1);
    }
}
