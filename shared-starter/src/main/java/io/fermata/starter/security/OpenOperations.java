package io.fermata.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Whether a request without a token is for an operation that needs none. Asked for such requests only. */
final class OpenOperations {
    private final RequestMappingHandlerMapping operations;
    private final Access.Cache access = new Access.Cache();

    OpenOperations(RequestMappingHandlerMapping operations) {
        this.operations = operations;
    }

    boolean isOpen(HttpServletRequest request) {
        return FrameworkOperations.isOpen(request)
                || (handler(request) instanceof HandlerMethod method && access.of(method) instanceof Access.Open);
    }

    private Object handler(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = operations.getHandler(request);
            return chain == null ? this : chain.getHandler();
        } catch (Exception _) {
            // There is an operation at this path, but not for this method or media type: not open either.
            return this;
        }
    }
}
