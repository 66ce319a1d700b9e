package io.fermata.executor.model;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    ChatModels chatModels(
            RunExecutorProperties properties,
            @Qualifier("pooledHttpClient") CloseableHttpClient http,
            JsonMapper json) {
        Map<String, ChatModels.Guarded> providers = new LinkedHashMap<>();
        properties.providers().forEach((name, provider) -> {
            if (provider.isConfigured()) {
                providers.put(name, guarded(name, provider, http, json));
            }
        });
        return new ChatModels(providers);
    }

    private static ChatModels.Guarded guarded(
            String name, RunExecutorProperties.Provider provider, CloseableHttpClient http, JsonMapper json) {
        ChatRequests requests = new ChatRequests(json, provider.api() == Api.OPENAI);
        return new ChatModels.Guarded(
                new LangChainProvider(model(provider, http), requests),
                CircuitBreaker.of("model-" + name, breaker()),
                Bulkhead.of("model-" + name, bulkhead(provider)));
    }

    private static StreamingChatModel model(RunExecutorProperties.Provider provider, CloseableHttpClient http) {
        return switch (provider.api()) {
            case OPENAI ->
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(new PooledHttpClient.Builder(http))
                        .baseUrl(provider.baseUrl())
                        .apiKey(provider.apiKey())
                        .timeout(provider.timeout())
                        .build();
            case ANTHROPIC ->
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(new PooledHttpClient.Builder(http))
                        .baseUrl(versioned(provider.baseUrl()))
                        .apiKey(provider.apiKey())
                        .timeout(provider.timeout())
                        .build();
        };
    }

    /** Anthropic's own clients take the address without the version that LangChain4j expects in it. */
    static String versioned(@Nullable String baseUrl) {
        String url = String.valueOf(baseUrl).replaceAll("/+$", "");
        return url.endsWith("/v1") ? url : url + "/v1";
    }

    /** Our own cancellations, and requests that the provider rightly refused, say nothing about its health. */
    private static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .waitDurationInOpenState(Duration.ofSeconds(3))
                .permittedNumberOfCallsInHalfOpenState(5)
                .recordException(error -> error instanceof ModelFailure failure
                        && switch (failure.kind()) {
                            case UNAVAILABLE, TIMEOUT, INTERRUPTED -> true;
                            case RATE_LIMITED, REJECTED, NOT_CONFIGURED, CANCELLED -> false;
                        })
                .build();
    }

    private static BulkheadConfig bulkhead(RunExecutorProperties.Provider provider) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(provider.maxConcurrentCalls())
                .maxWaitDuration(Duration.ZERO)
                .build();
    }
}
