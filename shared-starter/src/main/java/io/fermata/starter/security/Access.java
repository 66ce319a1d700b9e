package io.fermata.starter.security;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.method.HandlerMethod;

/** Who may call an operation, as its method says. */
public sealed interface Access {
    /** Anyone, without a token. */
    record Open() implements Access {}

    /** Whoever holds one of the permissions. */
    record Restricted(Set<String> anyOf) implements Access {
        public Restricted {
            anyOf = Set.copyOf(anyOf);
        }
    }

    /** Nobody: the method says nothing. */
    record Undeclared() implements Access {}

    static Access of(HandlerMethod handler) {
        PublicOperation open = handler.getMethodAnnotation(PublicOperation.class);
        RequiresPermission required = handler.getMethodAnnotation(RequiresPermission.class);
        if (open != null || ErrorController.class.isAssignableFrom(handler.getBeanType())) {
            return new Open();
        }
        return required == null ? new Undeclared() : new Restricted(Set.of(required.value()));
    }

    /** Remembers what each method says: annotations are not read again with every request. */
    final class Cache {
        private final ConcurrentMap<Method, Access> known = new ConcurrentHashMap<>();

        Access of(HandlerMethod handler) {
            @Nullable Access access = known.get(handler.getMethod());
            return access != null ? access : known.computeIfAbsent(handler.getMethod(), _ -> Access.of(handler));
        }
    }
}
