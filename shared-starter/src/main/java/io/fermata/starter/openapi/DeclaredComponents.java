package io.fermata.starter.openapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What records declare of their components and Swagger overlooks: that one may be null, is any JSON that is passed through,
 * or is a number written as text.
 */
final class DeclaredComponents implements ModelConverter {
    private static final String NULL = "null";
    private static final PropertyNamingStrategies.NamingBase NAMES = new PropertyNamingStrategies.SnakeCaseStrategy();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> model = Json31.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && model.isRecord()) {
            correct(model, definition(resolved, context));
        }
        return resolved;
    }

    private static @Nullable Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
    }

    @SuppressWarnings("rawtypes") // so does Swagger declare them
    private static void correct(Class<?> model, @Nullable Schema<?> definition) {
        Map<String, Schema> properties = definition == null ? null : definition.getProperties();
        if (properties == null) {
            return;
        }
        for (RecordComponent component : model.getRecordComponents()) {
            properties.computeIfPresent(name(component), (_, schema) -> corrected(component, schema));
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? NAMES.translate(component.getName()) : named.value();
    }

    private static Schema<?> corrected(RecordComponent component, Schema<?> schema) {
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            return new JsonSchema();
        }
        JsonFormat format = component.getAccessor().getAnnotation(JsonFormat.class);
        Schema<?> written = format != null && format.shape() == JsonFormat.Shape.STRING
                ? new JsonSchema().typesItem("string")
                : schema;
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? orNull(written) : written;
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null || schema.getEnum() != null) {
            return new JsonSchema().addAnyOfItem(schema).addAnyOfItem(new JsonSchema().typesItem(NULL));
        }
        if (schema.getTypes() != null) {
            schema.addType(NULL);
        }
        return schema;
    }
}
