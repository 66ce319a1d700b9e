package io.fermata.starter.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.starter.kafka.KafkaProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class StarterDefaultsTest {
    private final StandardEnvironment environment = new StandardEnvironment();

    @BeforeEach
    void prepare() {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.ofEntries(
                                        Map.entry(
                                                "FERMATA_DATABASE_URL",
                                                "jdbc:postgresql://db:5432/fermata_tools?ssl=true"),
                                        Map.entry("FERMATA_DATABASE_APP_PASSWORD", "a"),
                                        Map.entry("FERMATA_DATABASE_OWNER_PASSWORD", "o"),
                                        Map.entry("FERMATA_DATABASE_RELAY_PASSWORD", "r"),
                                        Map.entry("FERMATA_SECRET_KEY", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="),
                                        Map.entry("FERMATA_ISSUERS_0_URI", "http://identity"),
                                        Map.entry("FERMATA_ISSUERS_0_JWKS_URI", "http://identity/oauth2/jwks"),
                                        Map.entry(
                                                "FERMATA_ISSUERS_0_REVOCATIONS_URI",
                                                "http://identity/internal/v1/revocations"),
                                        Map.entry("FERMATA_ISSUERS_1_URI", "http://executor"),
                                        Map.entry("FERMATA_ISSUERS_1_JWKS_URI", "http://executor/oauth2/jwks"),
                                        Map.entry("FERMATA_ISSUERS_1_SUBJECT", "service:run-executor-service"),
                                        Map.entry("FERMATA_KAFKA_CLIENTPROPERTIES_SECURITY_PROTOCOL", "SSL"),
                                        Map.entry("FERMATA_KAFKA_CLIENTPROPERTIES_SSL_ENABLED_PROTOCOLS", "TLSv1.3"),
                                        Map.entry("SERVER_PORT", "8084"))));
        new StarterDefaults().postProcessEnvironment(environment, new SpringApplication());
        ConfigurationPropertySources.attach(environment);
    }

    @Test
    void derivesRolesAndPortsFromWhatIsSaid() {
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("fermata_tools_app");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("a");
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("fermata_tools_owner");
        assertThat(environment.getProperty("spring.flyway.placeholders.housekeeping_role"))
                .isEqualTo("fermata_tools_housekeeping");
        assertThat(environment.getProperty("management.server.port")).isEqualTo("9084");
    }

    @Test
    void bindsTheDatabaseFromEnvironmentVariables() {
        DatabaseProperties database = Binder.get(environment)
                .bind("fermata.database", DatabaseProperties.class)
                .get();

        assertThat(database.name()).isEqualTo("fermata_tools");
        assertThat(database.relayUser()).isEqualTo("fermata_tools_relay");
        assertThat(database.relayPassword()).isEqualTo("r");
        assertThat(database.toString()).doesNotContain("=r");
    }

    @Test
    void bindsIssuersFromEnvironmentVariables() {
        FermataProperties fermata =
                Binder.get(environment).bind("fermata", FermataProperties.class).get();

        assertThat(fermata.issuers())
                .containsExactly(
                        new FermataProperties.Issuer(
                                "http://identity",
                                URI.create("http://identity/oauth2/jwks"),
                                URI.create("http://identity/internal/v1/revocations"),
                                null),
                        new FermataProperties.Issuer(
                                "http://executor",
                                URI.create("http://executor/oauth2/jwks"),
                                null,
                                "service:run-executor-service"));
        assertThat(fermata.revocationInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void bindsTheSecurityOfKafkaClientsFromEnvironmentVariables() {
        KafkaProperties kafka = Binder.get(environment)
                .bind("fermata.kafka", KafkaProperties.class)
                .get();

        assertThat(kafka.clientProperties())
                .containsOnly(Map.entry("security.protocol", "SSL"), Map.entry("ssl.enabled.protocols", "TLSv1.3"));
    }

    @Test
    void namesTheEnvironmentVariableThatIsMissing() {
        Throwable failure =
                catchThrowable(() -> environment.resolveRequiredPlaceholders("${fermata.kafka.bootstrap-servers}"));

        assertThat(new MissingSettingAnalyzer().analyze(failure))
                .isNotNull()
                .extracting(FailureAnalysis::getAction)
                .asString()
                .contains("FERMATA_KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void refusesASecretThatIsTooShort() {
        assertThatThrownBy(() -> new FermataProperties(
                        "c2hvcnQ=", List.of(), null, Duration.ofSeconds(10), DataSize.ofMegabytes(1)))
                .hasMessageContaining("FERMATA_SECRET_KEY");
    }
}
