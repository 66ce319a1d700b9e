package io.fermata.starter.idempotency;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.sealing.Place;
import io.fermata.starter.sealing.Sealer;

/** Answers at rest. Some hold a secret that is shown once, so none is stored as it was sent. */
final class SealedBodies {
    private static final String COLUMN = "idempotency_keys.body";

    private final Sealer sealer;

    SealedBodies(Sealer sealer) {
        this.sealer = sealer;
    }

    String seal(KeyedRequest request, byte[] body) {
        return sealer.seal(place(request), body);
    }

    /** What cannot be opened any more is lost; the request was answered, so it is not made again. */
    byte[] open(KeyedRequest request, String sealed) {
        return sealer.tryOpen(place(request), sealed)
                .orElseThrow(() -> ProblemException.conflict("The first answer to this key cannot be read any more."));
    }

    private static Place place(KeyedRequest request) {
        return new Place(
                COLUMN, String.join("\n", request.caller(), request.key(), request.operation(), request.sha()));
    }
}
