package io.fermata.identity.testing;

import com.nimbusds.jwt.SignedJWT;
import io.fermata.starter.json.Json;
import java.text.ParseException;

/** What the edge and the services are told to refuse. */
public record Refusals(Api api) {
    public boolean name(String token) {
        String listed = api.send("GET", "/internal/v1/revocations", "").text();
        return listed.contains(Json.sha256("token:" + id(token)));
    }

    private static String id(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
