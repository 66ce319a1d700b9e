package io.fermata.starter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What is answered by libraries and not by a controller that says who may ask. */
final class FrameworkOperations {
    private static final Set<String> PATHS = Set.of("/livez", "/readyz", "/openapi.json");
    private static final String SPRINGDOC = "org.springdoc.";

    private FrameworkOperations() {}

    /** Open to everyone who can reach the service's port. */
    static boolean isOpen(HttpServletRequest request) {
        return request.getMethod().equals("GET") && PATHS.contains(request.getRequestURI());
    }

    /** The document, and Spring's own answer to OPTIONS: which methods a path takes, none of which it calls. */
    static boolean needsNoPermission(HandlerMethod handler) {
        Class<?> type = handler.getBeanType();
        return type.getName().startsWith(SPRINGDOC)
                || RequestMappingInfoHandlerMapping.class.equals(type.getEnclosingClass());
    }
}
