package io.fermata.gateway.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.fermata.gateway.limits.Allowance;
import io.fermata.gateway.limits.Charge;
import io.fermata.gateway.limits.RateLimits.Verdict;
import io.fermata.localstack.junit.TestDatabase;
import io.fermata.localstack.junit.TestInfrastructure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Replicas that count together: what the narrow limit refuses is not charged to the wide one, and none gives too much. */
class SharedQuotaRaceIT {
    private static final int REPLICAS = 4;
    private static final int TAKES = 100 * REPLICAS * Integer.getInteger("lincheck.effort", 1);
    private static final int NARROW = TAKES / 4;
    private static final TestDatabase DATABASE = TestInfrastructure.database("fermata_gateway");
    private static final HikariDataSource POOL = new LimitsDatabase(
                    DATABASE.url(),
                    DATABASE.ownerUser(),
                    DATABASE.credentials().ownerPassword(),
                    REPLICAS,
                    Duration.ofSeconds(5))
            .open();

    private final Charge narrow = new Charge(new Allowance("caller", 1, NARROW), "acme races");
    private final Charge wide = new Charge(new Allowance("tenant", 1, TAKES), "acme races");

    @AfterAll
    static void close() {
        POOL.close();
    }

    @Test
    void giveOutWhatThereIsAndNoMore() throws Exception {
        PostgresCounts counts = new PostgresCounts(POOL);
        long began = System.nanoTime();

        long allowed = take(counts);

        long refilled = 1 + Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertThat(allowed).isBetween((long) NARROW, NARROW + refilled);
        long left = counts.take(List.of(wide)).getFirst().remaining();
        assertThat(left).isBetween(TAKES - allowed - 1, TAKES - allowed - 1 + refilled);
    }

    private long take(PostgresCounts counts) throws Exception {
        Callable<List<Verdict>> take = () -> counts.take(List.of(narrow, wide));
        long allowed = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS)) {
            for (Future<List<Verdict>> verdicts : replicas.invokeAll(Collections.nCopies(TAKES, take))) {
                allowed += verdicts.get().stream().allMatch(Verdict::allowed) ? 1 : 0;
            }
        }
        return allowed;
    }
}
