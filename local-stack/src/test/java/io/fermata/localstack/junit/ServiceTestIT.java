package io.fermata.localstack.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.application.name=tool-service")
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class ServiceTestIT {
    @Autowired
    private Environment environment;

    @Test
    void aServiceFindsItsDatabaseTheBrokerAndTheIssuer() {
        assertThat(environment.getProperty("fermata.database.url")).contains("/fermata_tools_");
        assertThat(environment.getProperty("fermata.kafka.bootstrap-servers")).startsWith("127.0.0.1:");
        assertThat(environment.getProperty("fermata.issuers[0].uri")).isEqualTo(TestTokens.issuer());
    }

    @Test
    void theIssuerServesTheKeyItsTokensAreSignedWith() throws Exception {
        HttpResponse<String> keys = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(TestTokens.jwksUri())).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(keys.body()).contains("\"kid\":\"test-key\"");
        assertThat(TestTokens.token("acme", "runs:read").split("\\.")).hasSize(3);
    }

    @SpringBootConfiguration
    static class Nothing {}
}
