package io.fermata.starter.web;

import io.fermata.starter.ids.Ids;
import io.fermata.starter.logging.LogKeys;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives every request an id and a place in a trace, in every dispatch it goes through, and says both in the answer. */
final class RequestIdentityFilter implements Filter {
    private static final String ID_ATTRIBUTE = RequestIdentityFilter.class.getName() + ".id";
    private static final String TRACE_ATTRIBUTE = RequestIdentityFilter.class.getName() + ".trace";
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{8,128}");

    private final Ids ids;

    RequestIdentityFilter(Ids ids) {
        this.ids = ids;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        String id = id(request);
        TraceContext trace = trace(request);
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setHeader(RequestId.HEADER, id);
        response.setHeader(TraceContext.HEADER, trace.traceparent());
        MDC.put(LogKeys.REQUEST_ID, id);
        try {
            Chains.within(work -> trace.callThrowing(work), chain, request, response);
        } finally {
            MDC.remove(LogKeys.REQUEST_ID);
        }
    }

    private String id(HttpServletRequest request) {
        if (request.getAttribute(ID_ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id =
                acceptable(request.getHeader(RequestId.HEADER)) ? request.getHeader(RequestId.HEADER) : ids.next("req");
        request.setAttribute(ID_ATTRIBUTE, id);
        return id;
    }

    /** Anything else could forge log lines. */
    private static boolean acceptable(@Nullable String id) {
        return id != null && ACCEPTABLE.matcher(id).matches();
    }

    private static TraceContext trace(HttpServletRequest request) {
        if (request.getAttribute(TRACE_ATTRIBUTE) instanceof TraceContext known) {
            return known;
        }
        TraceContext trace = TraceContext.continued(request.getHeader(TraceContext.HEADER));
        request.setAttribute(TRACE_ATTRIBUTE, trace);
        return trace;
    }
}
