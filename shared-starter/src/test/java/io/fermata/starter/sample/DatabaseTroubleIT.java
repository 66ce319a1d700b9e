package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.sample.Api.Answer;
import io.fermata.starter.tenancy.Tenants;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(properties = "spring.application.name=sample")
class DatabaseTroubleIT {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void isUnavailableAndNothingWorseWhileConnectionsBreak() {
        Api api = new Api(port, "trouble");
        List<Answer> answers = new ArrayList<>();

        for (int round = 0; round < 10; round++) {
            breakIdleConnections();
            answers.add(api.get("/api/v1/notes"));
        }

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
            assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:unavailable");
            assertThat(answer.header("Retry-After")).contains("1");
        });
        await().untilAsserted(
                        () -> assertThat(api.get("/api/v1/notes").status()).isEqualTo(200));
    }

    /** As a failover does it: a pooled connection is dead, and nobody knows before it is used. */
    private void breakIdleConnections() {
        String terminate = """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE usename = current_user AND pid <> pg_backend_pid() AND state = 'idle'
                """;
        Tenants.housekeeping(() -> new TransactionTemplate(transactions)
                .execute(_ -> database.sql(terminate).query(Long.class).single()));
    }
}
