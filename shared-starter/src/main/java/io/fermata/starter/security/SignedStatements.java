package io.fermata.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/**
 * Recognises what {@link TokenSigner#signStatement} has signed, in whichever replica, for as long as its key is published.
 * Whether it has expired is for whoever reads it to judge.
 */
public final class SignedStatements {
    private final String issuer;
    private final SigningKeyStore keys;

    SignedStatements(String issuer, SigningKeyStore keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    /** What it says; empty when it is not one of ours. */
    public Optional<JWTClaimsSet> read(String statement) {
        try {
            SignedJWT jwt = SignedJWT.parse(statement);
            return isOurs(jwt) ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException _) {
            return Optional.empty();
        }
    }

    private boolean isOurs(SignedJWT jwt) throws ParseException, JOSEException {
        JWSHeader header = jwt.getHeader();
        return JWSAlgorithm.RS256.equals(header.getAlgorithm())
                && JOSEObjectType.JWT.equals(header.getType())
                && issuer.equals(jwt.getJWTClaimsSet().getIssuer())
                && isSigned(jwt);
    }

    private boolean isSigned(SignedJWT jwt) throws ParseException, JOSEException {
        for (String published : keys.published()) {
            JWK key = JWK.parse(published);
            if (key.getKeyID().equals(jwt.getHeader().getKeyID())) {
                return jwt.verify(new RSASSAVerifier(key.toRSAKey()));
            }
        }
        return false;
    }
}
