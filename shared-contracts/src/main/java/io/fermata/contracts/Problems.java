package io.fermata.contracts;

/**
 * The closed vocabulary of failures an HTTP caller can meet (RFC 9457). {@code retryable} says whether the same request
 * may succeed later without being changed.
 */
public enum Problems {
    BAD_REQUEST("bad-request", 400, "The request is malformed", false),
    MALFORMED_BODY("malformed-body", 400, "The body is not readable JSON", false),
    UNKNOWN_PROPERTY("unknown-property", 400, "The body has a property this operation does not know", false),
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400, "An Idempotency-Key header is needed", false),
    UNAUTHENTICATED("unauthenticated", 401, "Valid credentials are needed", false),
    BUDGET_EXCEEDED("budget-exceeded", 402, "The budget is used up", false),
    FORBIDDEN("forbidden", 403, "The caller may not do this", false),
    NOT_FOUND("not-found", 404, "There is no such thing", false),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This path does not take that method", false),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in the accepted media types", false),
    CONFLICT("conflict", 409, "The request does not fit the current state", false),
    ALREADY_DECIDED("already-decided", 409, "The approval has been decided", false),
    IDEMPOTENCY_IN_PROGRESS("idempotency-in-progress", 409, "A request with this key is still being answered", true),
    APPROVAL_EXPIRED("approval-expired", 410, "The approval has expired", false),
    PRECONDITION_FAILED("precondition-failed", 412, "The object was changed by someone else", false),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is too large", false),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This media type is not supported", false),
    VALIDATION("validation", 422, "The request is not valid", false),
    IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, "This key was used with another body", false),
    EGRESS_DENIED("egress-denied", 422, "This address may not be called", false),
    RATE_LIMITED("rate-limited", 429, "Too many requests", true),
    INTERNAL("internal", 500, "Something went wrong on our side", true),
    UNAVAILABLE("unavailable", 503, "The service cannot answer now", true);

    private final String slug;
    private final int status;
    private final String title;
    private final boolean retryable;

    Problems(String slug, int status, String title, boolean retryable) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    public String slug() {
        return slug;
    }

    /** The value of the problem's {@code type} member. */
    public String type() {
        return "urn:problem:" + slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public boolean retryable() {
        return retryable;
    }
}
