package io.fermata.gateway.problem;

import io.fermata.contracts.Problems;
import io.fermata.gateway.tracing.RequestIdentity;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The last word on every failure of the edge. Ordered before the framework's own handlers. */
@Order(-2)
public final class ProblemExceptionHandler implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ProblemWriter problems;

    public ProblemExceptionHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Refusal refusal = Failures.refusalFor(failure);
        if (refusal.problem() == Problems.INTERNAL) {
            log.atError()
                    .setCause(failure)
                    .addKeyValue("request_id", RequestIdentity.of(exchange).requestId())
                    .log("request failed at the edge");
        } else if (failure instanceof IOException) {
            // The caller learns no more than that the service is away; whoever runs the edge needs to know why.
            log.atWarn()
                    .addKeyValue("request_id", RequestIdentity.of(exchange).requestId())
                    .log("a service could not be reached: {}", failure.toString());
        }
        return problems.write(exchange, refusal);
    }
}
