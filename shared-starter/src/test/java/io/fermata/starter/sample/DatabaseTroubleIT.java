package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.sample.Api.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(properties = "spring.application.name=sample")
class DatabaseTroubleIT {
    @LocalServerPort
    int port;

    @Autowired
    DatabaseProperties properties;

    @Test
    void isUnavailableAndNothingWorseWhileConnectionsBreak() throws SQLException {
        Api api = new Api(port, "trouble");
        List<Answer> answers = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            // A connection that was used just now is taken from the pool without being looked at.
            answers.add(api.get("/api/v1/notes"));
            breakConnections();
            answers.add(api.get("/api/v1/notes"));
        }

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 503).contains(503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
            assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:unavailable");
            assertThat(answer.header("Retry-After")).contains("1");
        });
        await().untilAsserted(
                        () -> assertThat(api.get("/api/v1/notes").status()).isEqualTo(200));
    }

    /** As a failover does it: pooled connections are dead, and nobody knows before they are used. */
    private void breakConnections() throws SQLException {
        String terminate = """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE usename = current_user AND pid <> pg_backend_pid()
                """;
        try (Connection own =
                        DriverManager.getConnection(properties.url(), properties.appUser(), properties.appPassword());
                Statement statement = own.createStatement()) {
            statement.execute(terminate);
        }
    }
}
