package io.fermata.identity.password;

import io.fermata.starter.security.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failures per address, whether somebody has the address or not, and closes the door for longer and longer. An
 * attempt is counted before the password is looked at, so that many at once are not one.
 */
@Component
class SignInAttempts {
    static final int FREE = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Duration FORGOTTEN = Duration.ofHours(24);
    private static final String PURPOSE = "sign-in-address";

    private static final String BEGIN = """
            INSERT INTO sign_in_attempts AS known (tenant_id, address_hash, failures, last_at)
            VALUES (app_tenant(), :address, 1, :now)
            ON CONFLICT (tenant_id, address_hash) DO UPDATE
            SET failures = CASE WHEN known.last_at < :forgotten THEN 1 ELSE known.failures + 1 END,
                last_at = :now,
                locked_until = CASE WHEN known.last_at >= :forgotten AND known.failures + 1 >= :free THEN
                    :now + least(:longest, :first * power(2, least(20, known.failures + 1 - :free))) * interval '1 second' END
            WHERE known.locked_until IS NULL OR known.locked_until <= :now
            """;

    private final JdbcClient database;
    private final KeyedHash hashes;
    private final Clock clock;

    SignInAttempts(JdbcClient database, KeyedHash hashes, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** Counts an attempt as failed until {@link #succeeded} says otherwise. False while the door is closed. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean begin(String email) {
        Instant now = clock.instant();
        return database.sql(BEGIN)
                        .param("address", hash(email))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("forgotten", now.minus(FORGOTTEN).atOffset(ZoneOffset.UTC))
                        .param("free", FREE)
                        .param("first", FIRST_PAUSE.toSeconds())
                        .param("longest", LONGEST_PAUSE.toSeconds())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void succeeded(String email) {
        database.sql("DELETE FROM sign_in_attempts WHERE address_hash = :address")
                .param("address", hash(email))
                .update();
    }

    private byte[] hash(String email) {
        return hashes.hash(PURPOSE, email.getBytes(StandardCharsets.UTF_8));
    }
}
