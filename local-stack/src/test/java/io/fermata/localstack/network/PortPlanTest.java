package io.fermata.localstack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    @Test
    void defaultsAreThoseOfTheContract() {
        PortPlan ports = PortPlan.from(Map.of());

        assertThat(ports.of("gateway-service").url()).isEqualTo("http://127.0.0.1:8080");
        assertThat(ports.of("kafka").port()).isEqualTo(9092);
        assertThat(ports.of("postgres").port()).isEqualTo(5433);
        assertThat(ports.managementOf("metering-service").port()).isEqualTo(9088);
    }

    @Test
    void oneVariableMovesOnePort() {
        PortPlan ports = PortPlan.from(Map.of("FERMATA_GATEWAY_PORT", "7000"));

        assertThat(ports.of("gateway-service").port()).isEqualTo(7000);
        assertThat(ports.of("identity-service").port()).isEqualTo(8081);
    }

    @Test
    void theBaseMovesEverything() {
        PortPlan ports = PortPlan.from(Map.of("FERMATA_PORT_BASE", "20000"));

        assertThat(ports.of("gateway-service").port()).isEqualTo(20000);
        assertThat(ports.of("kafka").port()).isEqualTo(20012);
        assertThat(ports.of("postgres").port()).isEqualTo(20014);
    }

    @Test
    void aPortThatIsNoneNamesItsVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortPlan.from(Map.of("FERMATA_KAFKA_PORT", "99999")))
                .withMessageContaining("FERMATA_KAFKA_PORT");
    }

    @Test
    void twoProcessesCannotShareAPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PortPlan.from(Map.of("FERMATA_KAFKA_PORT", "8080")))
                .withMessageContaining("8080");
    }

    @Test
    void aTakenPortSaysWhichVariableToChange() throws IOException {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint endpoint = new Endpoint(squatter.getLocalPort(), "FERMATA_GATEWAY_PORT");

            assertThatThrownBy(() -> endpoint.requireFree("gateway-service"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(squatter.getLocalPort()))
                    .hasMessageContaining("FERMATA_GATEWAY_PORT=");
        }
    }
}
