package io.fermata.identity.platform;

import io.fermata.starter.security.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Makes secrets that are handed out and never stored, and the keyed hashes under which they are known again. */
@Component
public class OneTimeSecrets {
    private static final int RANDOM_BYTES = 32;

    private final SecureRandom random;
    private final KeyedHash hashes;

    OneTimeSecrets(SecureRandom random, KeyedHash hashes) {
        this.random = random;
        this.hashes = hashes;
    }

    /** 256 random bits in base64url, behind a prefix that says what it is to whoever finds it. */
    public String next(String prefix) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Hashes for two purposes never match. */
    public byte[] hash(String purpose, String secret) {
        return hashes.hash(purpose, secret.getBytes(StandardCharsets.UTF_8));
    }
}
