package io.fermata.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
    private static final String REGISTERED = "http://127.0.0.1/callback";

    @Test
    void onPeoplesOwnMachinesAnyPortWillDo() {
        assertThat(application(true).mayBeSentBackTo("http://127.0.0.1:45678/callback"))
                .isTrue();
        assertThat(application(true).mayBeSentBackTo(REGISTERED)).isTrue();
    }

    @Test
    void elsewhereThePortIsTheRegisteredOne() {
        assertThat(application(false).mayBeSentBackTo("http://127.0.0.1:45678/callback"))
                .isFalse();
        assertThat(application(false).mayBeSentBackTo(REGISTERED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:80@evil.example/callback",
                "http://127.0.0.1:80%40evil.example/callback",
                "http://127.0.0.1:@evil.example/callback",
                "http://user@127.0.0.1:80/callback",
                "http://127.0.0.1:80\\@evil.example/callback",
                "http://evil.example\\@127.0.0.1:80/callback",
                "HTTP://127.0.0.1:80/callback",
                "http://EVIL.EXAMPLE:80/callback",
                "http://127.0.0.1.evil.example:80/callback",
                "http://127.0.0.1:/callback",
                "http://127.0.0.1:123456/callback",
                "http://127.0.0.1:80/callback#x",
                "http://127.0.0.1:80/callback?x",
                "http://127.0.0.1:80/./callback",
                "http://127.0.0.1:80//callback",
                "http://127.0.0.1:80/callback\n",
                "http://[::1]:80/callback",
                "https://127.0.0.1:80/callback",
                " http://127.0.0.1:80/callback",
                ""
            })
    void noOtherSpellingOfTheAddressIsTaken(String address) {
        assertThat(application(true).mayBeSentBackTo(address)).isFalse();
    }

    private static Application application(boolean forDevices) {
        return new Application(
                "app",
                null,
                "App",
                null,
                List.of(REGISTERED),
                List.of(),
                Set.of(Scopes.OPENID),
                true,
                forDevices,
                Instant.EPOCH);
    }
}
