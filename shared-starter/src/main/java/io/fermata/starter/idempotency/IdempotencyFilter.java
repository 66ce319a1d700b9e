package io.fermata.starter.idempotency;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.BodyTooLargeException;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.ProblemWriter;
import io.fermata.starter.security.Caller;
import io.fermata.starter.web.Chains;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a POST whose {@code Idempotency-Key} is known with the first answer. The answer is stored before it is sent,
 * so a caller who has seen one never causes a second.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final String HELD = IdempotencyFilter.class.getName() + ".held";
    private static final int LONGEST_KEY = 255;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What has to be finished once the answer is there, perhaps only in a later dispatch. */
    private record Held(KeyedRequest request, Claim.Taken claim, BufferedAnswer answer) {}

    private final IdempotencyKeys keys;
    private final ProblemWriter problems;

    IdempotencyFilter(IdempotencyKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(HEADER) == null
                || !request.getRequestURI().startsWith("/api/")
                || Caller.find().isEmpty();
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(HELD) instanceof Held held) {
            proceed(held, request, chain);
            return;
        }
        try {
            RepeatableRequest repeatable = RepeatableRequest.read(request);
            answer(keyed(repeatable), repeatable, response, chain);
        } catch (ProblemException refusal) {
            problems.write(request, response, refusal);
        } catch (BodyTooLargeException _) {
            problems.write(
                    request, response, ProblemException.of(Problems.PAYLOAD_TOO_LARGE, "The body is too large."));
        }
    }

    private void answer(KeyedRequest keyed, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (claim(keyed)) {
            case Claim.Taken claim -> {
                Held held = new Held(keyed, claim, new BufferedAnswer(response));
                request.setAttribute(HELD, held);
                proceed(held, request, chain);
            }
            case Claim.Answered answered -> replay(answered.answer(), response);
            case Claim.Mismatch _ ->
                throw ProblemException.of(
                        Problems.IDEMPOTENCY_MISMATCH, "This key was used with another request before.");
            case Claim.InProgress _ ->
                throw ProblemException.of(
                        Problems.IDEMPOTENCY_IN_PROGRESS, "The first request with this key is still being answered.");
        }
    }

    private Claim claim(KeyedRequest keyed) {
        try {
            return keys.claim(keyed);
        } catch (DataAccessException | TransactionException _) {
            // Without the table nothing can be promised, so nothing is begun.
            throw ProblemException.unavailable("The key cannot be checked now.", PATIENCE);
        }
    }

    private void proceed(Held held, HttpServletRequest request, FilterChain chain)
            throws ServletException, IOException {
        boolean finished = false;
        try {
            Chains.within(ScopedValue.where(RequestIds.STEM, held.claim().stem())::call, chain, request, held.answer());
            finished = true;
        } finally {
            if (!finished) {
                keys.release(held.request(), held.claim());
            }
        }
        if (!request.isAsyncStarted()) {
            finish(held);
        }
    }

    private void finish(Held held) throws IOException {
        Answer answer = held.answer().finished();
        if (answer != null && answer.isFinal()) {
            keys.keep(held.request(), held.claim(), answer);
        } else {
            keys.release(held.request(), held.claim());
        }
        held.answer().send();
    }

    private static void replay(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static KeyedRequest keyed(RepeatableRequest request) {
        String key = request.getHeader(HEADER);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw ProblemException.validation("/Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        @Nullable String query = request.getQueryString();
        String operation = "POST " + request.getRequestURI() + (query == null ? "" : "?" + query);
        return new KeyedRequest(Caller.current().subject(), key, operation, Json.sha256(request.body()));
    }
}
