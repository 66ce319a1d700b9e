package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.fermata.contracts.Problems;
import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.tracing.RequestIdentity;
import io.fermata.gateway.tracing.RequestOrigin;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitedGuessesTest {
    private static final Allowance ONE_A_SECOND = new Allowance("keys", 1, 10);

    private final HandClock clock = new HandClock("2026-11-22T12:00:00Z");
    private final LimitedGuesses guesses =
            new LimitedGuesses(new LocalRateLimits(clock), ONE_A_SECOND, clock::currentTimeNanos);

    @Test
    void toleratesWhatTheAllowanceHolds() {
        guess("203.0.113.7", 10);

        assertThatCode(() -> guesses.requirePatience(from("203.0.113.7"))).doesNotThrowAnyException();
    }

    @Test
    void makesWhoeverGoesOnWaitUntilTheAllowanceIsWhole() {
        guess("203.0.113.7", 11);
        clock.forward(Duration.ofSeconds(4));

        assertThatThrownBy(() -> guesses.requirePatience(from("203.0.113.7")))
                .asInstanceOf(type(Refusal.class))
                .satisfies(refusal -> {
                    assertThat(refusal.problem()).isEqualTo(Problems.RATE_LIMITED);
                    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(6));
                });

        clock.forward(Duration.ofSeconds(6));
        assertThatCode(() -> guesses.requirePatience(from("203.0.113.7"))).doesNotThrowAnyException();
    }

    @Test
    void doesNotMakeOthersWait() {
        guess("203.0.113.7", 11);

        assertThatCode(() -> guesses.requirePatience(from("203.0.113.8"))).doesNotThrowAnyException();
        assertThatCode(() -> guesses.requirePatience(from(null))).doesNotThrowAnyException();
    }

    @Test
    void takesANetworkOfIPv6ForOneAddress() {
        guess("2001:db8:1:2::1", 11);

        assertThatThrownBy(() -> guesses.requirePatience(from("2001:db8:1:2:ffff::9")))
                .isInstanceOf(Refusal.class);
    }

    private void guess(String address, int times) {
        IntStream.range(0, times).forEach(_ -> guesses.add(from(address)).block());
    }

    private static RequestOrigin from(@Nullable String address) {
        return new RequestOrigin(
                new RequestIdentity("req_1", "00-trace"),
                address == null ? null : InetAddress.ofLiteral(address),
                null);
    }
}
