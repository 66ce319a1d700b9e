package io.fermata.starter.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private final Map<String, RSAPublicKey> published = new HashMap<>();
    private final SteppedClock clock = new SteppedClock();
    private int fetches;
    private boolean away;

    private final IssuerKeys keys = new IssuerKeys("http://identity", this::fetch, clock);

    private Map<String, RSAPublicKey> fetch() {
        fetches++;
        if (away) {
            throw new IllegalStateException("connection refused");
        }
        return Map.copyOf(published);
    }

    @Test
    void fetchesOnceForManyTokens() {
        published.put("a", key());

        keys.find("a");
        keys.find("a");

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void learnsOfANewKeyWhenATokenShowsIt() {
        published.put("a", key());
        keys.find("a");
        published.put("b", key());
        clock.advance(Duration.ofSeconds(2));

        assertThat(keys.find("b")).isPresent();
    }

    @Test
    void doesNotAskAgainForEveryMadeUpKey() {
        published.put("a", key());
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find("made-up-" + i)).isEmpty();
        }

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void goesOnWithTheKeysItHasWhileTheIssuerIsAway() {
        published.put("a", key());
        keys.find("a");
        away = true;
        clock.advance(Duration.ofHours(1));

        assertThat(keys.find("a")).isPresent();
    }

    @Test
    void saysThatItCannotTellWhenTheIssuerWasNeverReached() {
        away = true;

        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnavailableException.class);
        assertThatThrownBy(() -> keys.find("a")).isInstanceOf(KeysUnavailableException.class);
        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void dropsAKeyTheIssuerHasDropped() {
        published.put("a", key());
        keys.find("a");
        published.clear();
        clock.advance(Duration.ofMinutes(6));

        assertThat(keys.find("a")).isEmpty();
    }

    private static RSAPublicKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return (RSAPublicKey) generator.generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T10:00:00Z");

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
