package io.fermata.starter.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.fermata.starter.paging.PageRequest;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The service's OpenAPI 3.1 document at {@code /openapi.json}, as strict as the service itself. */
@AutoConfiguration(before = SpringDocConfiguration.class)
public class OpenApiAutoConfiguration {
    public OpenApiAutoConfiguration() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(PageRequest.class)
                .replaceWithSchema(JsonNode.class, new JsonSchema())
                .replaceWithSchema(ObjectNode.class, typed("object"))
                .replaceWithSchema(ArrayNode.class, typed("array"));
    }

    /** Swagger still reads Java types with Jackson 2, which has to be told how our Jackson 3 names properties. */
    @Bean
    ModelResolver snakeCaseModels(ObjectMapperProvider mappers) {
        return new ModelResolver(
                        mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .openapi31(true);
    }

    @Bean
    DeclaredComponents declaredComponents() {
        return new DeclaredComponents();
    }

    @Bean
    GlobalOperationCustomizer declaredOperations() {
        return new DeclaredOperations();
    }

    @Bean
    GlobalOperationCustomizer patchBody() {
        return new PatchBody();
    }

    @Bean
    GlobalOpenApiCustomizer serviceDocument(Environment environment) {
        return new ServiceDocument(environment.getProperty("spring.application.name", "service"));
    }

    private static Schema<?> typed(String type) {
        return new JsonSchema().typesItem(type);
    }
}
