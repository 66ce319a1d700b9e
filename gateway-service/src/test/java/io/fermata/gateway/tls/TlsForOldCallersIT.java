package io.fermata.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.localstack.junit.TestCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An edge whose operator still has callers that cannot do better than TLS 1.2. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "server.ssl.bundle=edge",
            "server.ssl.enabled-protocols=TLSv1.2,TLSv1.3"
        })
class TlsForOldCallersIT {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
        properties.add("spring.ssl.bundle.pem.edge.keystore.certificate", CERTIFICATE::certificate);
        properties.add("spring.ssl.bundle.pem.edge.keystore.private-key", CERTIFICATE::privateKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void answersInEachChosenVersion(String version) throws Exception {
        assertThat(CERTIFICATE.get(version, port, "/livez").statusCode()).isEqualTo(200);
        assertThat(CERTIFICATE
                        .get(version, managementPort, "/actuator/health/liveness")
                        .statusCode())
                .isEqualTo(200);
    }
}
