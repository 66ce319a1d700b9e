package io.fermata.starter.web;

import io.fermata.contracts.Problems;
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

/** Refuses bodies that say they are too large at once, and those that do not say so when they turn out to be. */
final class BodyLimitFilter implements Filter {
    private final long limit;
    private final ProblemWriter problems;

    BodyLimitFilter(long limit, ProblemWriter problems) {
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            problems.write((HttpServletRequest) request, (HttpServletResponse) response, tooLarge());
        } else if (announced < 0) {
            chain.doFilter(new LimitedRequest((HttpServletRequest) request, limit), response);
        } else {
            // The container itself stops at the announced length.
            chain.doFilter(request, response);
        }
    }

    private ProblemException tooLarge() {
        return ProblemException.of(Problems.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes.");
    }
}
