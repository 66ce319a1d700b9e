package io.fermata.starter.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.TestCertificate;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.ServerPortInfoApplicationContextInitializer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every way to give a server a certificate, and to choose its versions; a Tomcat and nothing behind it. */
class TlsVersionsIT {
    private static final TestCertificate CERTIFICATE = TestCertificate.create();
    private static final String BUNDLE = "spring.ssl.bundle.pem.server";
    private static final String OLD_CALLERS_TOO = "=TLSv1.2,TLSv1.3";

    private final WebApplicationContextRunner server = new WebApplicationContextRunner(
                    AnnotationConfigServletWebServerApplicationContext::new)
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class,
                    TomcatServletWebServerAutoConfiguration.class,
                    TlsAutoConfiguration.class))
            .withInitializer(new ServerPortInfoApplicationContextInitializer())
            .withPropertyValues("server.port=0");
    private final WebApplicationContextRunner withBundle = server.withPropertyValues(
            "server.ssl.bundle=server",
            BUNDLE + ".keystore.certificate=" + CERTIFICATE.certificate(),
            BUNDLE + ".keystore.private-key=" + CERTIFICATE.privateKey());
    private final WebApplicationContextRunner withoutBundle = server.withPropertyValues(
            "server.ssl.certificate=" + CERTIFICATE.certificate(),
            "server.ssl.certificate-private-key=" + CERTIFICATE.privateKey());

    @Test
    void speaksTheNewestVersionAloneWithABundle() {
        withBundle.run(context -> assertNewestAlone(CERTIFICATE, port(context)));
    }

    @Test
    void speaksTheNewestVersionAloneWithACertificate() {
        withoutBundle.run(context -> assertNewestAlone(CERTIFICATE, port(context)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.ssl.enabled-protocols", BUNDLE + ".options.enabled-protocols"})
    void speaksWhatIsChosenWithABundle(String setting) {
        withBundle
                .withPropertyValues(setting + OLD_CALLERS_TOO)
                .run(context -> assertAnswers(CERTIFICATE, "TLSv1.2", port(context)));
    }

    @Test
    void speaksWhatIsChosenWithACertificate() {
        withoutBundle
                .withPropertyValues("server.ssl.enabled-protocols" + OLD_CALLERS_TOO)
                .run(context -> assertAnswers(CERTIFICATE, "TLSv1.2", port(context)));
    }

    @Test
    void isSetUpByEnvironmentVariablesAlone() {
        Map<String, Object> variables = Map.of(
                "SERVER_SSL_BUNDLE",
                "server",
                "SPRING_SSL_BUNDLE_PEM_SERVER_KEYSTORE_CERTIFICATE",
                CERTIFICATE.certificate(),
                "SPRING_SSL_BUNDLE_PEM_SERVER_KEYSTORE_PRIVATEKEY",
                CERTIFICATE.privateKey(),
                "SERVER_SSL_ENABLEDPROTOCOLS",
                "TLSv1.2,TLSv1.3");
        var environment = new SystemEnvironmentPropertySource("test-systemEnvironment", variables);

        server.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(environment))
                .run(context -> assertAnswers(CERTIFICATE, "TLSv1.2", port(context)));
    }

    @Test
    void speaksTheNewestVersionAloneAfterTheCertificateWasRenewed() {
        TestCertificate renewed = TestCertificate.create();
        var store = new PemSslStoreDetails(null, renewed.certificate(), renewed.privateKey());

        withBundle.run(context -> {
            context.getBean(SslBundleRegistry.class)
                    .updateBundle("server", SslBundle.of(new PemSslStoreBundle(store, null)));

            assertNewestAlone(renewed, port(context));
        });
    }

    private static void assertNewestAlone(TestCertificate certificate, int port) throws Exception {
        assertAnswers(certificate, "TLSv1.3", port);
        assertThatThrownBy(() -> certificate.get("TLSv1.2", port, "/"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("protocol_version");
    }

    private static void assertAnswers(TestCertificate certificate, String version, int port) throws Exception {
        assertThat(certificate.get(version, port, "/").sslSession())
                .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo(version));
    }

    private static int port(AssertableWebApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
