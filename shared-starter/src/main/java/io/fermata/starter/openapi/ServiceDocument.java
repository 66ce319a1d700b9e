package io.fermata.starter.openapi;

import io.fermata.starter.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What all operations of all services share: the token, the problem, the idempotency key. */
final class ServiceDocument implements GlobalOpenApiCustomizer {
    private static final String PROBLEM = "application/problem+json";

    private final String service;

    ServiceDocument(String service) {
        this.service = service;
    }

    @Override
    public void customise(OpenAPI document) {
        document.setInfo(new Info().title(service).version("v1"));
        document.setServers(null);
        Components components = document.getComponents() == null ? new Components() : document.getComponents();
        document.setComponents(components);
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        components.addSecuritySchemes(
                DeclaredOperations.BEARER,
                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        if (document.getPaths() != null) {
            document.getPaths().forEach((path, item) -> {
                item.readOperationsMap().forEach((method, operation) -> {
                    OperationName.of(method, path).writeTo(operation);
                    addProblem(operation);
                });
                if (path.startsWith("/api/") && item.getPost() != null) {
                    addIdempotencyKey(item.getPost());
                }
            });
        }
    }

    /** Unless the operation says that its errors have another shape. */
    private static void addProblem(Operation operation) {
        if (operation.getResponses().containsKey(ApiResponses.DEFAULT)) {
            return;
        }
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
        ApiResponse problem = new ApiResponse()
                .description("A problem")
                .content(new Content().addMediaType(PROBLEM, new MediaType().schema(schema)));
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, problem);
    }

    private static void addIdempotencyKey(Operation operation) {
        operation.addParametersItem(new HeaderParameter()
                .name("Idempotency-Key")
                .required(false)
                .description("The same key and body within a day give the first answer again.")
                .schema(new StringSchema().maxLength(255)));
    }
}
