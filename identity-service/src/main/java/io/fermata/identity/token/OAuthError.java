package io.fermata.identity.token;

/** A refusal of the token endpoint, in the words of RFC 6749. */
final class OAuthError extends RuntimeException {
    private final String code;
    private final int status;

    private OAuthError(String code, int status, String description) {
        super(description, null, false, false);
        this.code = code;
        this.status = status;
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", 400, description);
    }

    static OAuthError unsupportedGrantType() {
        return new OAuthError("unsupported_grant_type", 400, "This grant is not given here.");
    }

    /** The subject token of an exchange is not good. */
    static OAuthError invalidGrant() {
        return new OAuthError("invalid_grant", 401, "The API key is not valid.");
    }

    static OAuthError invalidClient() {
        return new OAuthError("invalid_client", 401, "The client id or its secret is not valid.");
    }

    static OAuthError invalidScope() {
        return new OAuthError("invalid_scope", 400, "The key does not hold a permission that was asked for.");
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
