package io.fermata.starter.idempotency;

import java.util.Map;

/** A finished answer. */
@SuppressWarnings("ArrayRecordComponent") // the body is only written out, never compared
record Answer(int status, Map<String, String> headers, byte[] body) {
    /** A refusal did nothing: the request is judged anew, also when it was corrected meanwhile. */
    boolean isFinal() {
        return status >= 200 && status < 300;
    }
}
