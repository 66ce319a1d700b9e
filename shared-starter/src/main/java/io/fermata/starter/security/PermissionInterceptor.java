package io.fermata.starter.security;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a call through to its controller only when the caller may make it. Runs before the body is read. */
final class PermissionInterceptor implements HandlerInterceptor {
    private final Access.Cache access = new Access.Cache();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !FrameworkOperations.needsNoPermission(method)) {
            require(access.of(method));
        }
        return true;
    }

    private static void require(Access access) {
        boolean allowed = switch (access) {
            case Access.Open _ -> true;
            case Access.Restricted restricted -> Caller.current().mayAny(restricted.anyOf());
            case Access.Undeclared _ -> false;
        };
        if (!allowed) {
            throw ProblemException.of(Problems.FORBIDDEN, "The caller lacks the permission for this operation.");
        }
    }
}
