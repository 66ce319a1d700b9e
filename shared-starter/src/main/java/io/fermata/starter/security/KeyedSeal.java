package io.fermata.starter.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * AES-256-GCM under keys derived (HKDF) from {@code fermata.secret-key}, one for each purpose. For what travels and comes
 * back soon: a running sign-in. What is stored is sealed by the tenant's own keys ({@code Sealer}).
 */
public final class KeyedSeal {
    private final DerivedKeys keys;
    private final AesGcm cipher;

    /** Needs at least 32 random bytes. */
    public KeyedSeal(byte[] secret, SecureRandom random) {
        this.keys = new DerivedKeys(secret, "AES");
        this.cipher = new AesGcm(random);
    }

    /**
     * Seals {@code plain} so that it opens only for the same purpose and the same place.
     *
     * @param place where it will be, for example a cookie: a sealed value that was moved does not open
     */
    public byte[] seal(String purpose, String place, byte[] plain) {
        return cipher.seal(keys.of("seal:" + purpose), place.getBytes(StandardCharsets.UTF_8), plain);
    }

    /** Empty when it was sealed under another key, for another purpose or place, or was changed since. */
    public Optional<byte[]> open(String purpose, String place, byte[] sealed) {
        return cipher.open(keys.of("seal:" + purpose), place.getBytes(StandardCharsets.UTF_8), sealed);
    }
}
