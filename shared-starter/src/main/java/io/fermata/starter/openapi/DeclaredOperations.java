package io.fermata.starter.openapi;

import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.Access;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** Writes into each operation what its method declares; a method that declares nothing fails the whole document. */
final class DeclaredOperations implements GlobalOperationCustomizer {
    static final String PERMISSION = "x-required-permission";
    static final String BEARER = "bearer";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        switch (Access.of(handler)) {
            case Access.Open _ -> operation.setSecurity(List.of());
            case Access.Restricted restricted -> {
                operation.addExtension(
                        PERMISSION, restricted.anyOf().stream().sorted().toList());
                operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            }
            case Access.Undeclared _ ->
                throw new IllegalStateException(
                        "neither @RequiresPermission nor @PublicOperation on " + handler.getShortLogMessage());
        }
        if (Arrays.stream(handler.getMethodParameters()).anyMatch(DeclaredOperations::isPageRequest)) {
            operation.addParametersItem(limit()).addParametersItem(cursor());
        }
        parameters(operation)
                .filter(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))
                .forEach(parameter -> parameter.setDescription(
                        "The ETag it was read with; if it has changed since, the answer is 412."));
        return operation;
    }

    private static Stream<Parameter> parameters(Operation operation) {
        return Stream.ofNullable(operation.getParameters()).flatMap(List::stream);
    }

    private static boolean isPageRequest(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    private static Parameter limit() {
        Schema<?> schema =
                new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageRequest.LARGEST_LIMIT));
        schema.setDefault(PageRequest.DEFAULT_LIMIT);
        return new QueryParameter().name("limit").required(false).schema(schema);
    }

    private static Parameter cursor() {
        return new QueryParameter()
                .name("cursor")
                .required(false)
                .description("next_cursor of the page before")
                .schema(new StringSchema());
    }
}
