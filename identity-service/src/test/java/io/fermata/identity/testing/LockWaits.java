package io.fermata.identity.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells when somebody waits for what another transaction holds. */
public record LockWaits(JdbcClient database) {
    /** To be asked inside a transaction. */
    public void awaitOne() {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(10))
                .until(() -> database.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                                .query(Long.class)
                                .single()
                        > 0);
    }
}
