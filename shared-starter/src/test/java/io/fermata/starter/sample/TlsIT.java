package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestCertificate;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that was given a certificate and told nothing else about TLS. */
@ServiceTest(properties = {"spring.application.name=sample", "server.ssl.bundle=server"})
class TlsIT {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void certificate(DynamicPropertyRegistry properties) {
        properties.add("spring.ssl.bundle.pem.server.keystore.certificate", CERTIFICATE::certificate);
        properties.add("spring.ssl.bundle.pem.server.keystore.private-key", CERTIFICATE::privateKey);
    }

    @Test
    void answersInTheNewestVersion() throws Exception {
        HttpResponse<String> answer = CERTIFICATE.get("TLSv1.3", port, "/livez");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesTheHandshakeOfAnOldCaller() {
        assertThatThrownBy(() -> CERTIFICATE.get("TLSv1.2", port, "/livez"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("protocol_version");
    }

    @Test
    void holdsTheManagementPortToTheSame() throws Exception {
        HttpResponse<String> answer = CERTIFICATE.get("TLSv1.3", managementPort, "/actuator/health/liveness");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> CERTIFICATE.get("TLSv1.2", managementPort, "/actuator/health/liveness"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("protocol_version");
    }
}
