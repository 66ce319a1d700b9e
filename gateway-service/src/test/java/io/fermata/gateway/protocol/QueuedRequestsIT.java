package io.fermata.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A request that comes before the last one of its connection is done with waits in a queue. Reactor Netty 1.3.7 read no
 * further from a connection when the one that had waited was refused at once: what came next was never answered.
 */
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class QueuedRequestsIT {
    private static final String BEARER = "Authorization: Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
    private static final String LET_THROUGH = "GET /api/v1/runs/run_1 HTTP/1.1\r\nHost: edge.test\r\n" + BEARER;
    private static final String REFUSED = "POST /api/v1/runs HTTP/1.1\r\nHost: edge.test\r\nContent-Length: 2";

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private final RawConnection edge;

    QueuedRequestsIT(@LocalServerPort int port) {
        this.edge = new RawConnection(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void answersWhatComesAfterARequestThatHadWaitedAndWasRefused() {
        String answers = edge.answerUntilClosed(
                LET_THROUGH + "\r\n\r\n" + REFUSED + "\r\n\r\n{}", 2, LET_THROUGH + "\r\nConnection: close\r\n\r\n");

        assertThat(STATUS.matcher(answers).results().map(status -> status.group(1)))
                .containsExactly("200", "401", "200");
    }
}
