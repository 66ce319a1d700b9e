package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The one place where what controllers throw becomes an answer. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure instanceof AsyncRequestNotUsableException) {
            return; // the caller is gone, nobody is left to answer
        }
        ProblemException problem = translate(failure, request);
        record(problem, failure);
        if (response.isCommitted() && !(failure instanceof IOException)) {
            throw failure; // the server cuts the connection, so that nobody takes half an answer for a whole one
        }
        if (failure instanceof HttpRequestMethodNotSupportedException other) {
            response.setHeader(HttpHeaders.ALLOW, other.getHeaders().getFirst(HttpHeaders.ALLOW));
        }
        writer.write(request, response, problem);
    }

    private static ProblemException translate(Exception failure, HttpServletRequest request) {
        // The header is looked at last: it may be what the firewall refuses to tell.
        return failure instanceof OptimisticLockingFailureException && request.getHeader(HttpHeaders.IF_MATCH) != null
                ? ProblemException.of(Problems.PRECONDITION_FAILED, "The object was changed by someone else.")
                : Failures.translate(failure);
    }

    private static void record(ProblemException problem, Exception failure) {
        if (SqlFailures.isValueRefused(failure)) {
            log.atWarn().setCause(failure).log("the database refused a value");
            return;
        }
        switch (problem.type()) {
            case INTERNAL -> log.atError().setCause(failure).log("request failed");
            case UNAVAILABLE ->
                log.atWarn().addKeyValue("reason", failure.toString()).log("request could not be served");
            default ->
                log.atDebug().addKeyValue("problem", problem.type().slug()).log("request refused");
        }
    }
}
