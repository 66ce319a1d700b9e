package io.fermata.starter.sealing;

import io.fermata.starter.security.AesGcm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/** A sealer over a store of the test's, with master keys of its own. */
record Sealing(DataKeys keys, Sealer sealer) {
    static final Duration LIFETIME = Duration.ofDays(90);

    static Sealing of(DataKeyStore store, Clock clock, String masterKeys) {
        SealingProperties properties = new SealingProperties(masterKeys, null, LIFETIME, Duration.ofMinutes(1));
        DataKeys keys = new DataKeys(store, new Wrapping(properties.keys(), new SecureRandom()), clock, properties);
        return new Sealing(keys, new Sealer(keys, new AesGcm(new SecureRandom())));
    }

    /** A master key that is the same for the same id. */
    static String master(String id) {
        byte[] bytes = String.format("%32s", id).getBytes(StandardCharsets.US_ASCII);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }
}
