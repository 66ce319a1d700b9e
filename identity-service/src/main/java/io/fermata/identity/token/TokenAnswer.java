package io.fermata.identity.token;

/** RFC 6749, section 5.1, and RFC 8693 for {@code issuedTokenType}. */
record TokenAnswer(String accessToken, String tokenType, long expiresIn, String scope, String issuedTokenType) {
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    static TokenAnswer bearer(String token, long seconds, String scope) {
        return new TokenAnswer(token, "Bearer", seconds, scope, JWT);
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + scope + "]";
    }
}
