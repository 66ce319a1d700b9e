package io.fermata.starter.defaults;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What all services are told.
 *
 * @param secretKey at least 32 bytes, base64; the keys that seal cursors and hash API keys are derived from it
 * @param issuers whose tokens are trusted
 * @param logFormat {@code json} or {@code text}
 * @param revocationInterval how often issuers are asked what they have taken back
 * @param maxBodySize larger request bodies are refused with 413
 */
@ConfigurationProperties("fermata")
public record FermataProperties(
        String secretKey,
        List<Issuer> issuers,
        @Nullable String logFormat,
        @DefaultValue("10s") Duration revocationInterval,
        @DefaultValue("1MB") DataSize maxBodySize) {
    private static final int SHORTEST_KEY = 32;

    /**
     * Somebody who signs tokens.
     *
     * @param uri the {@code iss} of its tokens
     * @param jwksUri where its public keys are
     * @param revocationsUri where it lists what it has taken back; null for one that does not
     * @param subject the only one it may speak for, such as {@code service:run-executor-service}; null for anybody
     */
    public record Issuer(
            String uri,
            URI jwksUri,
            @Nullable URI revocationsUri,
            @Nullable String subject) {}

    @SuppressWarnings("NullAway") // binding leaves absent settings null; here is where that is refused
    public FermataProperties {
        issuers = issuers == null ? List.of() : List.copyOf(issuers);
        if (secretKey == null) {
            throw new IllegalArgumentException("set FERMATA_SECRET_KEY to at least 32 random bytes in base64");
        }
        if (Base64.getDecoder().decode(secretKey).length < SHORTEST_KEY) {
            throw new IllegalArgumentException("FERMATA_SECRET_KEY must hold at least 32 bytes in base64");
        }
    }

    public byte[] secretKeyBytes() {
        return Base64.getDecoder().decode(secretKey);
    }

    @Override
    public String toString() {
        return "FermataProperties[issuers=" + issuers + ", secret key not shown]";
    }
}
