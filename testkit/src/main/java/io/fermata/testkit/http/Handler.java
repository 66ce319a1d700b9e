package io.fermata.testkit.http;

/** Answers one request. Called on the event loop: it must not block, a wait is {@link Exchange#after}. */
@FunctionalInterface
public interface Handler {
    void handle(Request request, Exchange exchange);
}
