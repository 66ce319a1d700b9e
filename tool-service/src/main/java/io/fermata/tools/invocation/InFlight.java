package io.fermata.tools.invocation;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.egress.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The effects this replica is performing now. Whoever asks for one of them again waits for it. */
@Component
class InFlight {
    private final ConcurrentMap<Key, Running> running = new ConcurrentHashMap<>();

    Answer join(Invocation invocation, Duration patience, Function<Cancellation, Answer> perform) {
        Key key = new Key(Tenants.current(), invocation.effectKey());
        Running mine = new Running(invocation, new Cancellation(), new CompletableFuture<>());
        Running first = running.putIfAbsent(key, mine);
        return first == null ? lead(key, mine, perform) : first.follow(invocation, patience);
    }

    /** Tells whether this replica was performing it. */
    boolean cancel(TenantId tenant, EffectKey effectKey) {
        Running found = running.get(new Key(tenant, effectKey));
        if (found != null) {
            found.cancellation().cancel();
        }
        return found != null;
    }

    private Answer lead(Key key, Running mine, Function<Cancellation, Answer> perform) {
        try {
            Answer answer = perform.apply(mine.cancellation());
            mine.answer().complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            mine.answer().completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key);
        }
    }

    private record Key(TenantId tenant, EffectKey effectKey) {}

    private record Running(Invocation invocation, Cancellation cancellation, CompletableFuture<Answer> answer) {
        Answer follow(Invocation repeated, Duration patience) {
            Conflicts.requireSameEffect(invocation.tool().equals(repeated.tool())
                    && invocation.argumentsSha256().equals(repeated.argumentsSha256()));
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).again();
            } catch (TimeoutException e) {
                throw Conflicts.inProgress();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof ProblemException problem) {
                    throw problem;
                }
                throw ProblemException.unavailable("The call could not be written down.", Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ProblemException.of(Problems.UNAVAILABLE, "The service is stopping.");
            }
        }
    }
}
