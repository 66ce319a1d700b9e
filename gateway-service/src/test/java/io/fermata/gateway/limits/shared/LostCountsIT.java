package io.fermata.gateway.limits.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.limits.Allowance;
import io.fermata.gateway.limits.Charge;
import io.fermata.gateway.limits.LocalRateLimits;
import io.fermata.gateway.limits.RateLimits.Verdict;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What callers see of the database of counts being away, or there without answering. */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class LostCountsIT {
    private static final Charge CHARGE = new Charge(new Allowance("caller", 1, 100), "acme user:usr_1");

    @Test
    void grantsTheLimitByItselfWhileTheDatabaseIsAway(CapturedOutput output) throws IOException {
        int port = unusedPort();

        assertGrantsByItself(port, output);
    }

    @Test
    void doesNotWaitForADatabaseThatDoesNotAnswer(CapturedOutput output) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertGrantsByItself(silent.getLocalPort(), output);
        }
    }

    private static void assertGrantsByItself(int port, CapturedOutput output) {
        LimitsDatabase database = new LimitsDatabase(
                "jdbc:postgresql://127.0.0.1:" + port + "/none", "user", "secret", 2, Duration.ofMillis(250));
        try (SharedRateLimits limits =
                new SharedRateLimits(database, new LocalRateLimits(TimeMeter.SYSTEM_MILLISECONDS))) {
            List<Verdict> verdicts =
                    IntStream.range(0, 50).mapToObj(_ -> take(limits)).toList();

            assertThat(verdicts).allMatch(Verdict::allowed);
            assertThat(verdicts.getLast().remaining()).isLessThan(100);
            assertThat(output.toString())
                    .containsOnlyOnce("limits cannot be counted together")
                    .doesNotContain("secret");
        }
    }

    private static Verdict take(SharedRateLimits limits) {
        return limits.take(List.of(CHARGE))
                .blockOptional(Duration.ofSeconds(2))
                .orElseThrow()
                .getFirst();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
