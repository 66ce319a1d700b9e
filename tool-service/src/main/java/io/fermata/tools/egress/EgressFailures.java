package io.fermata.tools.egress;

import io.fermata.tools.egress.CheckedDns.DeniedAddressException;
import io.fermata.tools.egress.EgressException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Turns what the client library throws into the closed vocabulary of {@link EgressException}. */
final class EgressFailures {
    private EgressFailures() {}

    static EgressException explain(IOException failure, Deadline deadline, Cancellation cancellation) {
        if (cancellation.requested()) {
            return new EgressException(Reason.CANCELLED, "the call was cancelled", failure);
        }
        return switch (failure) {
            case DeniedAddressException e ->
                new EgressException(Reason.DENIED, "the host's address may not be called", e);
            case UnknownHostException e -> new EgressException(Reason.UNREACHABLE, "the host is not known", e);
            case ConnectTimeoutException e ->
                new EgressException(Reason.UNREACHABLE, "the host did not accept a connection", e);
            case ConnectionRequestTimeoutException e ->
                new EgressException(Reason.UNREACHABLE, "too many calls are waiting for this host", e);
            case ConnectException e -> new EgressException(Reason.UNREACHABLE, "the host refused the connection", e);
            case NoRouteToHostException e ->
                new EgressException(Reason.UNREACHABLE, "there is no route to the host", e);
            case SSLHandshakeException e -> new EgressException(Reason.UNREACHABLE, "no trusted TLS connection", e);
            case TooLargeException e -> new EgressException(Reason.TOO_LARGE, e.getMessage(), e);
            case SocketTimeoutException _ -> EgressException.timeout(deadline.limit());
            case IOException e when deadline.passed() -> EgressException.timeout(deadline.limit());
            case IOException e ->
                new EgressException(Reason.BROKEN, "the connection broke before the answer was complete", e);
        };
    }

    /** The answer went over its cap; reading stopped there. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(int limit) {
            this("the answer is larger than " + limit + " bytes");
        }

        private TooLargeException(String message) {
            super(message);
        }

        static TooLargeException compressed() {
            return new TooLargeException("the answer is compressed, which was not asked for, and is not inflated");
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
