package io.fermata.starter.idempotency;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.KeyedSeal;
import io.fermata.starter.tenancy.Tenants;

/** Answers at rest. Some hold a secret that is shown once, so none is stored as it was sent. */
final class SealedBodies {
    private static final String PURPOSE = "idempotent-answer";

    private final KeyedSeal seal;

    SealedBodies(KeyedSeal seal) {
        this.seal = seal;
    }

    byte[] seal(KeyedRequest request, byte[] body) {
        return seal.seal(PURPOSE, place(request), body);
    }

    /** What was sealed under a key of yesterday is lost; the request was answered, so it is not made again. */
    byte[] open(KeyedRequest request, byte[] sealed) {
        return seal.open(PURPOSE, place(request), sealed)
                .orElseThrow(() -> ProblemException.conflict("The first answer to this key cannot be read any more."));
    }

    private static String place(KeyedRequest request) {
        return String.join(
                "\n", Tenants.current().value(), request.caller(), request.key(), request.operation(), request.sha());
    }
}
