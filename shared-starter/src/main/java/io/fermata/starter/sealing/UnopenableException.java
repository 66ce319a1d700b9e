package io.fermata.starter.sealing;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;

/**
 * A sealed value, or the key to it, that nobody can open here. The message holds nothing of the value. To a caller of the
 * API, what was erased is not there.
 */
public final class UnopenableException extends RuntimeException implements ErrorResponse {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Why {
        /** The tenant was erased, and its keys with it. */
        ERASED,
        /** The data key, or the master key it is wrapped with, is not here. */
        KEY_MISSING,
        /** It was changed, or belongs to another tenant, column or row. */
        ALTERED,
        /** It is no sealed value. */
        MALFORMED
    }

    private final Why why;

    UnopenableException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return why == Why.ERASED ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    @Override
    public ProblemDetail getBody() {
        return ProblemDetail.forStatus(getStatusCode());
    }
}
