package io.fermata.identity.federation;

import io.fermata.identity.signin.Continuation;
import io.fermata.starter.json.Json;
import io.fermata.starter.security.KeyedSeal;
import io.fermata.starter.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What we have to know again when somebody comes back from an outside issuer. It travels in a sealed cookie of the browser
 * that left, so an answer that was made for another browser fits none.
 */
record Departure(
        TenantId tenant,
        String providerId,
        String state,
        String nonce,
        String verifier,
        Continuation goOn,
        Instant until) {
    private static final String PURPOSE = "federation";
    private static final String PLACE = "cookie";

    String sealed(KeyedSeal seal, Json json) {
        byte[] plain = json.write(Map.of(
                        "tenant", tenant.value(),
                        "provider", providerId,
                        "state", state,
                        "nonce", nonce,
                        "verifier", verifier,
                        "go_on", goOn.path(),
                        "until", until.toString()))
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.seal(PURPOSE, PLACE, plain));
    }

    static Optional<Departure> open(String cookie, KeyedSeal seal, Json json) {
        try {
            return seal.open(PURPOSE, PLACE, Base64.getUrlDecoder().decode(cookie))
                    .map(json::read)
                    .map(Departure::read);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Departure read(JsonNode plain) {
        return new Departure(
                new TenantId(plain.get("tenant").asString()),
                plain.get("provider").asString(),
                plain.get("state").asString(),
                plain.get("nonce").asString(),
                plain.get("verifier").asString(),
                Continuation.of(plain.get("go_on").asString()),
                Instant.parse(plain.get("until").asString()));
    }

    @Override
    public String toString() {
        return "Departure[" + providerId + "]";
    }
}
