package io.fermata.starter.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Replaces Spring Boot's mapper by the strict one. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class JsonAutoConfiguration {
    @Bean
    JsonMapper jsonMapper() {
        return JsonMappers.strict();
    }

    /** After Spring Boot's own, which takes the one mapper there is. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer requestBodies() {
        return converters -> converters.withJsonConverter(new RequestBodyConverter(JsonMappers.requests()));
    }

    @Bean
    Json json(JsonMapper strict) {
        return new Json(strict, JsonMappers.tolerant());
    }
}
