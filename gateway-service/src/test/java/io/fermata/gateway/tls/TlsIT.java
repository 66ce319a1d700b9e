package io.fermata.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.gateway.testing.BackEnds;
import io.fermata.localstack.junit.TestCertificate;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An edge that was given a certificate and told nothing else about TLS. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "server.ssl.bundle=edge"})
class TlsIT {
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

    @Test
    void answersInTheNewestVersionAndHasBrowsersRememberIt() throws Exception {
        HttpResponse<String> answer = CERTIFICATE.get("TLSv1.3", port, "/livez");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=31536000");
    }

    @Test
    void refusesTheHandshakeOfAnOldCaller() {
        assertRefused(CERTIFICATE, port);
    }

    @Test
    void holdsTheManagementPortToTheSame() throws Exception {
        HttpResponse<String> answer = CERTIFICATE.get("TLSv1.3", managementPort, "/actuator/health/liveness");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertRefused(CERTIFICATE, managementPort);
    }

    @Test
    @DirtiesContext
    void refusesThemAfterTheCertificateWasRenewedToo(@Autowired SslBundleRegistry bundles) throws Exception {
        TestCertificate renewed = TestCertificate.create();
        var store = new PemSslStoreDetails(null, renewed.certificate(), renewed.privateKey());

        bundles.updateBundle("edge", SslBundle.of(new PemSslStoreBundle(store, null)));

        assertThat(renewed.get("TLSv1.3", port, "/livez").statusCode()).isEqualTo(200);
        assertRefused(renewed, port);
    }

    private static void assertRefused(TestCertificate certificate, int port) {
        assertThatThrownBy(() -> certificate.get("TLSv1.2", port, "/livez"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("protocol_version");
    }
}
