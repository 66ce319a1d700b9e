package io.fermata.executor.model;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
            OwnKeys keys,
            @Qualifier("pooledHttpClient") CloseableHttpClient http,
            JsonMapper json) {
        CallLines lines = new CallLines(properties.providers().values());
        Map<String, ChatModels.Offer> offers = new LinkedHashMap<>();
        properties.providers().forEach((name, provider) -> {
            if (provider.isOffered()) {
                ChatRequests requests = new ChatRequests(json, provider.api() == Api.OPENAI);
                offers.put(name, offer(provider, lines, asked -> new LangChainProvider(model(asked, http), requests)));
            }
        });
        return new ChatModels(offers, keys);
    }

    private static ChatModels.Offer offer(
            RunExecutorProperties.Provider provider,
            CallLines lines,
            Function<RunExecutorProperties.Provider, ModelProvider> connect) {
        ChatModels.Guarded shared =
                provider.isConfigured() ? new ChatModels.Guarded(connect.apply(provider), lines.of(provider)) : null;
        return new ChatModels.Offer(shared, key -> {
            RunExecutorProperties.Provider own = provider.under(key);
            return new ChatModels.Guarded(connect.apply(own), new CallLines(List.of(own)).of(own));
        });
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
}
