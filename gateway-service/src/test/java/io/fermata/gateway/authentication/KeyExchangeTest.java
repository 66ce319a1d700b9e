package io.fermata.gateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.testing.TestIssuer;
import io.fermata.gateway.tracing.RequestIdentity;
import io.fermata.gateway.tracing.RequestOrigin;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

class KeyExchangeTest {
    private static final Credential.ApiKey KEY = new Credential.ApiKey("fk_test_1");
    private static final RequestOrigin ASKER =
            new RequestOrigin(new RequestIdentity("req_1", "00-trace"), InetAddress.ofLiteral("203.0.113.7"), null);
    private static final KeyTrust TRUST =
            new KeyTrust(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(5));

    private static final TestIssuer ISSUER = new TestIssuer();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Guesses guesses = new Guesses();
    private HttpStatus answer = HttpStatus.OK;
    private final KeyExchange exchange = exchange();

    @Test
    void asksOnceWhileTheAnswerIsFresh() {
        assertThat(access().tenant()).isEqualTo("acme");
        after(Duration.ofSeconds(29));
        access();

        assertThat(asked).hasValue(1);
    }

    @Test
    void noticesARevokedKeyWhenTheAnswerIsNoLongerFresh() {
        access();
        answer = HttpStatus.UNAUTHORIZED;
        after(Duration.ofSeconds(31));

        assertThatThrownBy(this::access).isInstanceOf(Refusal.class).hasMessage("The API key is not valid.");
    }

    @Test
    void believesTheLastGoodAnswerForAMinuteWhileIdentityIsAway() {
        access();
        answer = HttpStatus.SERVICE_UNAVAILABLE;

        after(Duration.ofSeconds(59));
        assertThat(access().tenant()).isEqualTo("acme");

        after(Duration.ofSeconds(2));
        assertThatThrownBy(this::access).isInstanceOf(Refusal.class).hasMessage("Credentials cannot be checked now.");
    }

    @Test
    void doesNotFallBackOnAnAnswerThatWasTakenBack() {
        access();
        after(Duration.ofSeconds(31));
        answer = HttpStatus.UNAUTHORIZED;
        assertThatThrownBy(this::access).hasMessage("The API key is not valid.");

        answer = HttpStatus.SERVICE_UNAVAILABLE;
        after(Duration.ofSeconds(6));

        assertThatThrownBy(this::access).hasMessage("Credentials cannot be checked now.");
    }

    @Test
    void remembersARefusalOnlyShortly() {
        answer = HttpStatus.BAD_REQUEST;
        assertThatThrownBy(this::access).isInstanceOf(Refusal.class);
        answer = HttpStatus.OK;
        assertThatThrownBy(this::access).isInstanceOf(Refusal.class);

        after(Duration.ofSeconds(6));

        assertThat(access().tenant()).isEqualTo("acme");
        assertThat(asked).hasValue(2);
    }

    @Test
    void countsAKeyThatIsNotValidOncePerLookup() {
        answer = HttpStatus.UNAUTHORIZED;
        assertThatThrownBy(this::access).hasMessage("The API key is not valid.");
        assertThatThrownBy(this::access).hasMessage("The API key is not valid.");
        assertThat(guesses.counted).isEqualTo(1);

        answer = HttpStatus.SERVICE_UNAVAILABLE;
        after(Duration.ofSeconds(6));
        assertThatThrownBy(this::access).hasMessage("Credentials cannot be checked now.");

        assertThat(guesses.counted).isEqualTo(1);
    }

    @Test
    void looksNoKeyUpForWhoHasTriedTooMany() {
        guesses.tooMany = true;

        assertThatThrownBy(this::access).hasMessage("too many");

        assertThat(asked).hasValue(0);
    }

    @Test
    void letsAKeyThatWasGoodOnWhateverElseComesFromItsAddress() {
        access();
        guesses.tooMany = true;

        after(Duration.ofSeconds(31));

        assertThat(access().tenant()).isEqualTo("acme");
        assertThat(asked).hasValue(2);
    }

    private static final class Guesses implements KeyGuesses {
        private boolean tooMany;
        private int counted;

        @Override
        public void requirePatience(RequestOrigin asker) {
            if (tooMany) {
                throw Refusal.rateLimited("too many", Duration.ofSeconds(1));
            }
        }

        @Override
        public Mono<Void> add(RequestOrigin asker) {
            return Mono.fromRunnable(() -> counted++);
        }
    }

    private Access access() {
        return exchange.exchange(KEY, ASKER)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    private void after(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private KeyExchange exchange() {
        WebClient http = WebClient.builder().exchangeFunction(this::identity).build();
        IdentityClient identity = new IdentityClient(
                http,
                URI.create("http://identity.test"),
                URI.create("http://identity.test/oauth2/jwks"),
                Duration.ofSeconds(10),
                CircuitBreaker.ofDefaults("identity"));
        AccessTokens tokens =
                new AccessTokens(new SigningKeys(identity, Clock.systemUTC()), TestIssuer.URI, Clock.systemUTC());
        // With the keys at hand every exchange runs on the test's own thread: nothing is pending when the clock moves.
        tokens.verify(ISSUER.token("acme", "user:usr_1")).block(Duration.ofSeconds(10));
        return new KeyExchange(identity, tokens, guesses, TRUST, nanos::get);
    }

    private Mono<ClientResponse> identity(ClientRequest request) {
        if (request.url().getPath().endsWith("/jwks")) {
            return Mono.just(answer(HttpStatus.OK, ISSUER.keySet()));
        }
        asked.incrementAndGet();
        return Mono.just(answer(answer, "{\"access_token\":\"" + ISSUER.token("acme", "key:key_1") + "\"}"));
    }

    private static ClientResponse answer(HttpStatus status, String body) {
        return ClientResponse.create(status)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(body)
                .build();
    }
}
