package io.fermata.starter.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** The body of a patch: the properties of the whole document that can be changed, and none of them required. */
final class PatchBody implements GlobalOperationCustomizer {
    private static final String JSON = "application/json";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        for (MethodParameter parameter : handler.getMethodParameters()) {
            PatchOf patch = parameter.getParameterAnnotation(PatchOf.class);
            if (patch != null) {
                Content content = new Content().addMediaType(JSON, new MediaType().schema(schema(patch)));
                operation.setRequestBody(new RequestBody().required(true).content(content));
            }
        }
        return operation;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // so does Swagger declare them
    private static Schema<?> schema(PatchOf patch) {
        Map<String, Schema> whole = ModelConverters.getInstance(true)
                .readAllAsResolvedSchema(patch.value())
                .schema
                .getProperties();
        Map<String, Schema> changeable = new LinkedHashMap<>(whole);
        for (String name : patch.without()) {
            if (changeable.remove(name) == null) {
                throw new IllegalStateException(patch.value().getName() + " has no property " + name);
            }
        }
        Schema<?> schema = new JsonSchema();
        schema.setTypes(Set.of("object"));
        schema.setProperties(changeable);
        return schema;
    }
}
