package io.fermata.starter.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Replaces Spring Boot's mapper by the strict one. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class JsonAutoConfiguration {
    @Bean
    JsonMapper jsonMapper() {
        return JsonMappers.strict();
    }

    @Bean
    Json json(JsonMapper strict) {
        return new Json(strict, JsonMappers.tolerant());
    }
}
