package io.fermata.localstack.junit;

import io.fermata.localstack.StackService;
import io.fermata.localstack.postgres.DatabaseCredentials;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Points a service under test at the shared infrastructure: a fresh database per application context, the broker, the
 * {@link TestTokens} issuer. The database is named after {@code spring.application.name}, or after the property
 * {@code fermata-test.database} where that is set; {@code fermata-test.database=none} gives none.
 */
public final class ServiceTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String SECRET_KEY = Base64.getEncoder()
            .encodeToString("a key that only tests would use!".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Map<String, Object> properties = new HashMap<>();
        properties.put("management.server.port", "0");
        properties.put("fermata.kafka.bootstrap-servers", TestInfrastructure.bootstrapServers());
        properties.put("fermata.secret-key", SECRET_KEY);
        properties.put("fermata.sealing.master-keys", "test:" + SECRET_KEY);
        properties.put("fermata.issuers[0].uri", TestTokens.issuer());
        properties.put("fermata.issuers[0].jwks-uri", TestTokens.jwksUri());
        properties.put("fermata.issuers[0].revocations-uri", TestTokens.revocationsUri());
        databaseName(environment).ifPresent(name -> addDatabase(properties, TestInfrastructure.database(name)));
        environment.getPropertySources().addFirst(new MapPropertySource("fermata-test", properties));
    }

    private static void addDatabase(Map<String, Object> properties, TestDatabase database) {
        DatabaseCredentials credentials = database.credentials();
        properties.put("fermata.database.url", database.url());
        properties.put("fermata.database.app-password", credentials.appPassword());
        properties.put("fermata.database.owner-password", credentials.ownerPassword());
        properties.put("fermata.database.relay-password", credentials.relayPassword());
    }

    private static Optional<String> databaseName(ConfigurableEnvironment environment) {
        String name = environment.getProperty("fermata-test.database", "");
        if (!name.isEmpty()) {
            return Optional.of(name).filter(database -> !database.equals("none"));
        }
        String application = environment.getProperty("spring.application.name", "");
        return StackService.named(application).map(StackService::database).orElse(Optional.of("fermata_test"));
    }
}
