package io.fermata.identity.apikey;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The key with which somebody asks for a key. What they get ends when it does: it is the same service account's and expires
 * no later. People are not bound.
 *
 * @param account null when the key is nobody's, or no key is in hand
 * @param end null when it never expires, or no key is in hand
 */
record KeyInHand(@Nullable String account, @Nullable Instant end) {
    private static final String SUBJECTS = "key:";

    /** Years have four digits; the database ends not much later. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static KeyInHand of(Caller caller, ApiKeys keys) {
        if (!caller.subject().startsWith(SUBJECTS)) {
            return new KeyInHand(null, null);
        }
        ApiKey key = keys.require(caller.subject().substring(SUBJECTS.length()));
        return new KeyInHand(key.serviceAccountId(), key.expiresAt());
    }

    /** The account of the key to be issued: this one's, unless another is asked for by one that has none. */
    @Nullable
    String accountOf(CreateApiKeyRequest request) {
        String asked = request.serviceAccountId();
        if (account != null && asked != null && !asked.equals(account)) {
            throw ProblemException.validation("/service_account_id", "is not the account of the key in use");
        }
        return account == null ? asked : account;
    }

    /** When the key to be issued expires: with this one, unless earlier is asked for. */
    @Nullable
    Instant endOf(CreateApiKeyRequest request) {
        Instant asked = request.expiresAt();
        Instant latest = end == null ? LATEST : end;
        if (asked != null && asked.isAfter(latest)) {
            throw ProblemException.validation("/expires_at", "must not be later than " + latest);
        }
        return asked == null ? end : asked;
    }

    /** Whoever rotates a key has its new secret, as if it had been issued to them. */
    void requireOutlives(ApiKey key) {
        boolean sameAccount = account == null || account.equals(key.serviceAccountId());
        boolean noLater =
                end == null || (key.expiresAt() != null && !key.expiresAt().isAfter(end));
        if (!sameAccount || !noLater) {
            throw ProblemException.of(Problems.FORBIDDEN, "A key must not outlive the one it is rotated with.");
        }
    }
}
