package io.fermata.starter.web;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses paths and query parameters that are no text, or none that can be kept. */
final class AddressFilter implements Filter {
    private static final String RULE = "must be percent-encoded UTF-8 without U+0000";

    private final ProblemWriter problems;

    AddressFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        Optional<ProblemException> refusal = refusal(request.getRequestURI(), request.getQueryString());
        if (refusal.isPresent()) {
            problems.write(request, (HttpServletResponse) response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<ProblemException> refusal(String path, @Nullable String query) {
        if (!PercentEncoded.isReadable(path)) {
            return Optional.of(ProblemException.of(Problems.BAD_REQUEST, "The path " + RULE + "."));
        }
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(parameter -> !PercentEncoded.isReadable(parameter))
                .findFirst()
                .map(AddressFilter::unreadable);
    }

    /** The name is given as it was sent: it may be what cannot be read. */
    private static ProblemException unreadable(String parameter) {
        String name = parameter.split("=", 2)[0];
        return ProblemException.of(Problems.BAD_REQUEST, "The query parameter " + name + " " + RULE + ".")
                .withErrors(List.of(new FieldProblem("/" + name, RULE)));
    }
}
