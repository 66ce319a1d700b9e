package io.fermata.registry.catalog;

import io.fermata.registry.platform.RegistryProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ToolCatalogConfiguration {
    private static final String BREAKER = "tools";

    @Bean
    CircuitBreakerConfigCustomizer onlyBeingAwayCounts() {
        return CircuitBreakerConfigCustomizer.of(
                BREAKER, breaker -> breaker.recordException(HttpToolCatalog::meansAway));
    }

    @Bean
    ToolCatalog toolCatalog(
            RestClient.Builder clients,
            CloseableHttpClient connections,
            CircuitBreakerRegistry breakers,
            RegistryProperties properties) {
        HttpComponentsClientHttpRequestFactory requests = new HttpComponentsClientHttpRequestFactory(connections);
        requests.setReadTimeout(properties.toolsTimeout());
        RestClient tools =
                clients.baseUrl(properties.toolsUrl()).requestFactory(requests).build();
        return new HttpToolCatalog(tools, breakers.circuitBreaker(BREAKER));
    }
}
