package io.fermata.gateway.authentication;

/** What a caller shows at the door. */
sealed interface Credential {
    String API_KEY_PREFIX = "fk_";

    static Credential of(String bearer) {
        return bearer.startsWith(API_KEY_PREFIX) ? new ApiKey(bearer) : new AccessToken(bearer);
    }

    record ApiKey(String value) implements Credential {
        @Override
        public String toString() {
            return "ApiKey[…]";
        }
    }

    record AccessToken(String value) implements Credential {
        @Override
        public String toString() {
            return "AccessToken[…]";
        }
    }
}
