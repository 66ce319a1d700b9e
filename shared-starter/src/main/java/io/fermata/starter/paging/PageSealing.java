package io.fermata.starter.paging;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Seals the cursor of a {@link Page} on its way out. */
@RestControllerAdvice
final class PageSealing implements ResponseBodyAdvice<Object> {
    private final Cursors cursors;

    PageSealing(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true; // the body's own class tells, also inside of a ResponseEntity
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selectedContentType,
            Class<? extends HttpMessageConverter<?>> selectedConverterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Page<?>(var data, var key) && key != null) {
            String tenant = Tenants.find().map(TenantId::value).orElse("");
            return new Page<>(data, cursors.seal(tenant, request.getURI().getRawPath(), key));
        }
        return body;
    }
}
