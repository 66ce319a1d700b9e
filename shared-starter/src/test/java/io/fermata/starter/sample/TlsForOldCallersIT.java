package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service whose operator still has callers that cannot do better than TLS 1.2. */
@ServiceTest(properties = {"spring.application.name=sample", "server.ssl.enabled-protocols=TLSv1.2,TLSv1.3"})
class TlsForOldCallersIT {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry properties) {
        properties.add("server.ssl.certificate", CERTIFICATE::certificate);
        properties.add("server.ssl.certificate-private-key", CERTIFICATE::privateKey);
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
