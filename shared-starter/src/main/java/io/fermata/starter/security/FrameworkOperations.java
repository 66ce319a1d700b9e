package io.fermata.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The few paths answered by libraries, open to everyone who can reach the service's port. */
final class FrameworkOperations {
    private static final Set<String> PATHS = Set.of("/livez", "/readyz", "/openapi.json");
    private static final String SPRINGDOC = "org.springdoc.";

    private FrameworkOperations() {}

    static boolean isOpen(HttpServletRequest request) {
        return request.getMethod().equals("GET") && PATHS.contains(request.getRequestURI());
    }

    static boolean isOpen(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith(SPRINGDOC);
    }

    /** Spring's own answer to OPTIONS: which methods a path takes. It calls none of them. */
    static boolean tellsMethods(HandlerMethod handler) {
        return RequestMappingInfoHandlerMapping.class.equals(
                handler.getBeanType().getEnclosingClass());
    }
}
