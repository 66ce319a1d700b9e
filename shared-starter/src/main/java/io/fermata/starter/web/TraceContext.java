package io.fermata.starter.web;

import io.fermata.starter.logging.LogKeys;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The W3C trace context ({@code traceparent}) the current thread works under. Bound like a tenant: for a lexical scope,
 * not inherited by other threads.
 *
 * @param traceId 32 hex digits
 * @param spanId 16 hex digits: this service's part of the trace
 * @param flags 2 hex digits
 */
public record TraceContext(String traceId, String spanId, String flags) {
    public static final String HEADER = "traceparent";

    private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();
    private static final Pattern SHAPE = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** The context bound to this thread, or a new one when there is none. */
    public static TraceContext current() {
        return CURRENT.isBound() ? CURRENT.get() : started();
    }

    public static Optional<TraceContext> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** A new trace. */
    public static TraceContext started() {
        return new TraceContext(randomHex() + randomHex(), randomHex(), "01");
    }

    /** Reads a {@code traceparent}; empty when it is missing or not valid. */
    public static Optional<TraceContext> parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        var parts = SHAPE.matcher(traceparent);
        if (!parts.matches()
                || parts.group(1).equals(NO_TRACE)
                || parts.group(2).equals(NO_SPAN)) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(parts.group(1), parts.group(2), parts.group(3)));
    }

    /** This service's own span under what the caller sent, or a new trace. */
    public static TraceContext continued(@Nullable String traceparent) {
        return parse(traceparent).map(TraceContext::child).orElseGet(TraceContext::started);
    }

    public TraceContext child() {
        return new TraceContext(traceId, randomHex(), flags);
    }

    /** The {@code traceparent} to send on. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    public void run(Runnable work) {
        this.<@Nullable Void, RuntimeException>callThrowing(() -> {
            work.run();
            return null;
        });
    }

    public <T extends @Nullable Object> T call(Supplier<T> work) {
        return this.<T, RuntimeException>callThrowing(work::get);
    }

    public <T extends @Nullable Object, X extends Throwable> T callThrowing(ScopedValue.CallableOp<T, X> work)
            throws X {
        enterLog();
        try {
            return ScopedValue.where(CURRENT, this).call(work);
        } finally {
            find().ifPresentOrElse(TraceContext::enterLog, TraceContext::leaveLog);
        }
    }

    private void enterLog() {
        MDC.put(LogKeys.TRACE_ID, traceId);
        MDC.put(LogKeys.SPAN_ID, spanId);
    }

    private static void leaveLog() {
        MDC.remove(LogKeys.TRACE_ID);
        MDC.remove(LogKeys.SPAN_ID);
    }

    private static String randomHex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1L);
    }
}
