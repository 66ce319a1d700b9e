package io.fermata.tools.egress;

import io.fermata.starter.web.ContentCoding;
import io.fermata.tools.egress.EgressException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the calls. Connections are kept alive and shared; redirects are followed here, each to a checked address; an
 * answer that is too large, too slow or endless is cut by closing its connection, and is never held in memory.
 */
public final class EgressClient implements AutoCloseable {
    private final CloseableHttpClient http;
    private final AnswerReader reader;
    private final ScheduledThreadPoolExecutor watchdog;

    public EgressClient(AddressRules rules, EgressLimits limits) {
        this.http = HttpConnections.client(new CheckedDns(rules), limits);
        this.reader = new AnswerReader(limits.maxAnswerBytes());
        this.watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("egress-watchdog").factory());
        this.watchdog.setRemoveOnCancelPolicy(true);
    }

    /** Gives a complete answer in time, or throws {@link EgressException}. */
    public EgressResponse send(EgressRequest request, Deadline deadline, Cancellation cancellation) {
        EgressRequest next = request;
        for (int redirects = 0; redirects <= Redirects.MOST; redirects++) {
            EgressResponse response = exchange(next, deadline, cancellation);
            if (!response.redirect()) {
                return response;
            }
            next = Redirects.follow(next, response);
        }
        throw new EgressException(Reason.REDIRECT_REFUSED, "more than " + Redirects.MOST + " redirects");
    }

    private EgressResponse exchange(EgressRequest request, Deadline deadline, Cancellation cancellation) {
        HttpUriRequestBase outgoing = outgoing(request, deadline);
        // Closes the connection under a read that trickles: a per-read timeout alone never ends on one byte a second.
        ScheduledFuture<?> alarm =
                watchdog.schedule(outgoing::cancel, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        cancellation.onCancel(outgoing::cancel);
        try {
            return answer(outgoing);
        } catch (IOException e) {
            throw EgressFailures.explain(e, deadline, cancellation);
        } finally {
            alarm.cancel(false);
            cancellation.clear();
        }
    }

    private EgressResponse answer(HttpUriRequestBase outgoing) throws IOException {
        // executeOpen instead of a response handler: the handler's clean-up would drain what we refuse to read.
        ClassicHttpResponse response = http.executeOpen(null, outgoing, null);
        try {
            EgressResponse answer = reader.read(response);
            response.close();
            return answer;
        } catch (IOException | RuntimeException e) {
            outgoing.cancel();
            hangUp(response, e);
            throw e;
        }
    }

    /** What closing an aborted connection complains about is nobody's business. */
    private static void hangUp(ClassicHttpResponse response, Exception why) {
        try {
            response.close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static HttpUriRequestBase outgoing(EgressRequest request, Deadline deadline) {
        HttpUriRequestBase outgoing = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(header -> outgoing.addHeader(header.name(), header.value()));
        outgoing.setHeader(HttpHeaders.ACCEPT, "application/json, text/*;q=0.9, */*;q=0.1");
        outgoing.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.IDENTITY);
        String body = request.body();
        if (body != null) {
            outgoing.setEntity(
                    new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        }
        Timeout left = Timeout.of(deadline.left().plusMillis(1));
        outgoing.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .build());
        return outgoing;
    }

    @Override
    public void close() throws IOException {
        watchdog.shutdownNow();
        http.close();
    }
}
