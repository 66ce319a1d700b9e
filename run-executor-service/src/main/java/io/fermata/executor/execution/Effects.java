package io.fermata.executor.execution;

import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.model.ChatModels;
import io.fermata.executor.model.ModelAnswer;
import io.fermata.executor.model.ModelCall;
import io.fermata.executor.model.ModelFailure;
import io.fermata.executor.model.ModelQuestion;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.executor.toolbox.ToolExecutions;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Performs effects, each on its own virtual thread; what comes of them is posted to the run. */
@Component
class Effects {

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
    private static final Duration PATIENCE_FIRST = Duration.ofMillis(100);
    private static final Duration PATIENCE_LONGEST = Duration.ofSeconds(2);

    private final ChatModels models;
    private final ToolExecutions tools;
    private final Backoff patience;

    Effects(ChatModels models, ToolExecutions tools, RandomGenerator random) {
        this.models = models;
        this.tools = tools;
        this.patience = new Backoff(PATIENCE_FIRST, PATIENCE_LONGEST, random);
    }

    /** An effect under way. */
    interface Running {
        /** Stops it wherever it is: nobody wants what it brings. */
        void cancel();

        /** Lets go of it here. A tool runs on, for whoever asks again under its effect key. */
        void abandon();
    }

    Running callModel(TenantId tenant, ModelQuestion question, TokenStream tokens, Consumer<Mail> post) {
        ModelCall call = new ModelCall(tokens);
        start(tenant, post, () -> {
            long began = System.nanoTime();
            try {
                ModelAnswer answer = models.ask(question, call);
                tokens.flush();
                return new Mail.ModelAnswered(answer, millisSince(began));
            } catch (ModelFailure failure) {
                return new Mail.ModelFailed(failure);
            }
        });
        return new ModelRun(call);
    }

    Running invokeTool(TenantId tenant, ToolExecutions.Order order, ToolCall call, Consumer<Mail> post) {
        ToolRun toolRun = new ToolRun(tenant, order);
        start(tenant, post, () -> {
            long began = System.nanoTime();
            ToolExecutions.Outcome outcome = toolRun.untilAnswered();
            return new Mail.ToolFinished(call, outcome, millisSince(began));
        });
        return toolRun;
    }

    static void start(TenantId tenant, Consumer<Mail> post, Supplier<Mail> effect) {
        TraceContext trace = TraceContext.current();
        Thread.ofVirtual().name("effect").start(() -> {
            Mail mail;
            try {
                mail = trace.call(() -> Tenants.call(tenant, effect));
            } catch (RuntimeException e) {
                mail = new Mail.EffectBroke(e);
            } catch (Error e) {
                // The run must hear of it all the same, or it would wait for an answer that never comes.
                mail = new Mail.EffectBroke(new IllegalStateException("an effect broke", e));
            }
            post.accept(mail);
        });
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private record ModelRun(ModelCall call) implements Running {
        @Override
        public void cancel() {
            call.cancel();
        }

        @Override
        public void abandon() {
            call.cancel();
        }
    }

    /** Asks until the tool service answers: an effect key makes asking again harmless. */
    private final class ToolRun implements Running {
        private final TenantId tenant;
        private final ToolExecutions.Order order;
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final AtomicReference<Runnable> socket = new AtomicReference<>(() -> {});

        ToolRun(TenantId tenant, ToolExecutions.Order order) {
            this.tenant = tenant;
            this.order = order;
        }

        ToolExecutions.Outcome untilAnswered() {
            for (int failures = 1; ; failures++) {
                try {
                    return tools.execute(order, this::opened);
                } catch (ServiceUnavailableException e) {
                    if (cancelled.get()) {
                        throw e;
                    }
                    LOG.atDebug()
                            .addKeyValue("run_id", order.runId())
                            .log("tool service away, asking again: {}", e.getMessage());
                    LockSupport.parkNanos(patience.after(failures, null).toNanos());
                }
            }
        }

        /**
         * Before anything is sent. Whoever lets go of the call leaves its mark first and closes the socket then: either
         * it finds this socket, or its mark is seen here.
         */
        private void opened(Runnable close) {
            socket.set(close);
            if (cancelled.get()) {
                throw new CancellationException("nobody wants what the call brings");
            }
        }

        @Override
        public void abandon() {
            cancelled.set(true);
            socket.get().run();
        }

        /** Nothing is sent any more when the tool service hears of it: what it was asked for came before. */
        @Override
        public void cancel() {
            abandon();
            TraceContext trace = TraceContext.current();
            Thread.ofVirtual().name("cancel-tool").start(() -> {
                try {
                    trace.run(() -> Tenants.run(tenant, () -> tools.cancel(order.effectKey())));
                } catch (RuntimeException e) {
                    LOG.atInfo()
                            .addKeyValue("run_id", order.runId())
                            .log("a tool could not be told to stop: {}", e.getMessage());
                }
            });
        }
    }
}
