package io.fermata.starter.paging;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code ?limit=&cursor=} into a {@link PageRequest}. */
final class PageRequestResolver implements HandlerMethodArgumentResolver {
    private final Cursors cursors;

    PageRequestResolver(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        return new PageRequest(limit(request.getParameter("limit")), after(request));
    }

    private static int limit(@Nullable String limit) {
        if (limit == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        try {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= PageRequest.LARGEST_LIMIT) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, like a number that is too large.
        }
        throw ProblemException.validation("/limit", "must be a number from 1 to " + PageRequest.LARGEST_LIMIT);
    }

    private @Nullable String after(HttpServletRequest request) {
        String cursor = request.getParameter("cursor");
        if (cursor == null) {
            return null;
        }
        String tenant = Tenants.find().map(TenantId::value).orElse("");
        return cursors.open(tenant, request.getRequestURI(), cursor)
                .orElseThrow(() -> ProblemException.validation("/cursor", "is not a cursor of this list"));
    }
}
