package io.fermata.starter.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.ScopedValue.CallableOp;
import org.jspecify.annotations.Nullable;

/** Runs the rest of a filter chain inside a scope; a filter throws two checked exceptions, a scope lets through one. */
public final class Chains {
    private Chains() {}

    /** Something that binds a scoped value around work. */
    @FunctionalInterface
    public interface Scope {
        @Nullable
        Void call(CallableOp<@Nullable Void, Exception> work) throws Exception;
    }

    public static void within(Scope scope, FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            scope.call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a filter chain throws nothing else", e);
        }
    }
}
