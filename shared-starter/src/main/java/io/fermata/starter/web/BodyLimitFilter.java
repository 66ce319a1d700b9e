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
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Refuses bodies that say they are too large at once, and those that do not say so when they turn out to be. How large a
 * compressed one is nobody can say.
 */
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
        if (ContentCoding.isApplied((HttpServletRequest) request)) {
            ((HttpServletResponse) response).setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.IDENTITY);
            problems.write((HttpServletRequest) request, (HttpServletResponse) response, compressed());
        } else if (announced > limit) {
            problems.write((HttpServletRequest) request, (HttpServletResponse) response, tooLarge());
        } else if (announced < 0) {
            chain.doFilter(new LimitedRequest((HttpServletRequest) request, limit), response);
        } else {
            // The container itself stops at the announced length.
            chain.doFilter(request, response);
        }
    }

    private static ProblemException compressed() {
        return ProblemException.of(Problems.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed.");
    }

    private ProblemException tooLarge() {
        return ProblemException.of(Problems.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes.");
    }
}
