package io.fermata.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.identity.platform.IdentityProperties;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outside issuer that takes its time takes nobody else's. */
@Timeout(30)
class SlowIssuerIT {
    private static final IdentityProperties PROPERTIES = new IdentityProperties(
            "local", null, null, Duration.ofDays(30), Duration.ofDays(3), Duration.ofHours(12), List.of(), true);

    @Test
    void isHungUpOnThoughAByteComesNowAndThen() throws IOException {
        try (OutsideHttp http = new OutsideHttp(PROPERTIES, Duration.ofMillis(500));
                DrippingServer issuer = new DrippingServer()) {
            assertThatThrownBy(() -> http.get(issuer.address())).isInstanceOf(OutsideFailure.class);
        }
    }

    @Test
    void leavesConnectionsForOtherIssuers() throws IOException {
        try (OutsideHttp http = new OutsideHttp(PROPERTIES, Duration.ofSeconds(20));
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
                OutsideProvider other = new OutsideProvider()) {
            List<DrippingServer> slow = new ArrayList<>();
            for (int host = 0; host < 5; host++) {
                DrippingServer issuer = new DrippingServer();
                slow.add(issuer);
                for (int call = 0; call < 5; call++) {
                    waiting.execute(() -> assertThatThrownBy(() -> http.get(issuer.address())));
                }
            }
            await().until(() -> slow.stream().mapToInt(DrippingServer::calls).sum() == 25);

            assertThat(http.get(URI.create(other.issuer() + "/keys"))).contains("keys");

            slow.forEach(DrippingServer::close);
        }
    }

    @Test
    void isNotTriedAtItsNextAddressWhenTheTimeIsOver() throws IOException {
        HttpGet call = new HttpGet("https://issuer.example.com/keys");
        call.cancel();

        try (Socket next = new Socket()) {
            assertThatThrownBy(() -> new CancellableTls()
                            .upgrade(next, "issuer.example.com", 443, "none", CancellableTls.contextOf(call)))
                    .isInstanceOf(InterruptedIOException.class);
        }
    }
}
