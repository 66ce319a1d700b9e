package io.fermata.starter.audit;

import io.fermata.starter.security.Access;
import io.fermata.starter.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Notes every call that ended with 403, whoever refused it: the permission check or the operation itself. */
final class DenialInterceptor implements HandlerInterceptor {
    private final Denials denials;

    DenialInterceptor(Denials denials) {
        this.denials = denials;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (response.getStatus() == HttpStatus.FORBIDDEN.value() && !AuditTrail.isDenialTold()) {
            Caller.find().ifPresent(caller -> note(caller, request, handler));
        }
    }

    private void note(Caller caller, HttpServletRequest request, Object handler) {
        String operation =
                request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        AuditEntry entry = Denials.entry(operation).with("path", request.getRequestURI());
        if (handler instanceof HandlerMethod method
                && Access.of(method) instanceof Access.Restricted restricted
                && !caller.mayAny(restricted.anyOf())) {
            entry.with("lacking", restricted.anyOf().stream().sorted().toList());
        }
        denials.note(caller.subject(), entry);
    }
}
