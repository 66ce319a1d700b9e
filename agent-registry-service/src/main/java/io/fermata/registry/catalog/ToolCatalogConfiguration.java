package io.fermata.registry.catalog;

import io.fermata.registry.platform.RegistryProperties;
import io.fermata.starter.json.Json;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
class ToolCatalogConfiguration {
    private static final String BREAKER = "tools";

    @Bean
    ToolCatalog toolCatalog(
            RestClient.Builder clients, CircuitBreakerRegistry breakers, RegistryProperties properties, Json json) {
        HttpClient connections =
                HttpClient.newBuilder().connectTimeout(properties.toolsTimeout()).build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(connections);
        requests.setReadTimeout(properties.toolsTimeout());
        RestClient tools = clients.clone()
                .baseUrl(properties.toolsUrl())
                .requestFactory(requests)
                .build();
        return new HttpToolCatalog(tools, breakers.circuitBreaker(BREAKER), json);
    }
}
