package io.fermata.identity.federation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * TLS for calls that are not cancelled. A call that is cancelled in a handshake goes on to the host's next address, where
 * nothing would end it any more.
 */
final class CancellableTls implements TlsSocketStrategy {
    private static final String CALL = "fermata.call";

    private final TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();

    static HttpClientContext contextOf(HttpUriRequestBase call) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(CALL, call);
        return context;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        if (context.getAttribute(CALL) instanceof HttpUriRequestBase call && call.isCancelled()) {
            throw new InterruptedIOException("the call was cancelled");
        }
        return tls.upgrade(socket, target, port, attachment, context);
    }
}
