package io.fermata.localstack.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    /** The lowest port that Linux and IANA's range give to outgoing connections is 32768. */
    @Test
    void staysBelowThePortsOfOutgoingConnections() {
        assertThat(Ports.free(200)).allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    void handsNoPortOutTwice() {
        List<Integer> ports = new ArrayList<>(Ports.free(50));
        ports.addAll(Ports.free(50));

        assertThat(ports).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void passesOverWhatIsTaken() throws IOException {
        int following = Ports.free(1).getFirst() + 1;
        try (ServerSocket _ = new ServerSocket(following, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free(3)).hasSize(3).doesNotContain(following);
        }
    }
}
