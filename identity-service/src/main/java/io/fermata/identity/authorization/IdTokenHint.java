package io.fermata.identity.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.tenancy.TenantId;
import java.util.Optional;

/**
 * What an ID token that was given back says about the sign-in it came of.
 *
 * @param signIn the family of its tokens
 */
record IdTokenHint(TenantId tenant, String subject, String clientId, String signIn) {
    /** The claim that names the sign-in. */
    static final String SIGN_IN = "sid";

    /** Empty for a statement that is no ID token. */
    static Optional<IdTokenHint> of(JWTClaimsSet claims) {
        return claims.getClaim(SIGN_IN) instanceof String signIn && claims.getClaim("tenant") instanceof String tenant
                ? Optional.of(new IdTokenHint(
                        new TenantId(tenant),
                        claims.getSubject(),
                        claims.getAudience().getFirst(),
                        signIn))
                : Optional.empty();
    }

    boolean isAbout(SignedIn person) {
        return person.tenant().equals(tenant) && subject.equals("user:" + person.userId());
    }
}
