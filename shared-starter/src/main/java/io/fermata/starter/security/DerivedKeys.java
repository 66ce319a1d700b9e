package io.fermata.starter.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys derived (HKDF) from {@code fermata.secret-key}, one for each purpose. */
final class DerivedKeys {
    private static final int KEY_BYTES = 32;

    private final byte[] secret;
    private final String algorithm;
    private final ConcurrentMap<String, SecretKey> keys = new ConcurrentHashMap<>();

    DerivedKeys(byte[] secret, String algorithm) {
        this.secret = secret.clone();
        this.algorithm = algorithm;
    }

    SecretKey of(String purpose) {
        return keys.computeIfAbsent(purpose, this::derive);
    }

    private SecretKey derive(String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, parameters);
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("every Java 25 platform has HKDF", e);
        }
    }
}
