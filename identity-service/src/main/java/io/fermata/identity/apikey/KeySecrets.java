package io.fermata.identity.apikey;

import io.fermata.identity.platform.IdentityProperties;
import io.fermata.starter.security.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Makes the secrets of keys, and the keyed hashes under which they are stored. */
@Component
class KeySecrets {
    private static final int RANDOM_BYTES = 24;
    private static final String PURPOSE = "api-key";
    private static final Pattern SHAPE = Pattern.compile("fk_[a-z]{2,12}_[A-Za-z0-9]{27,200}");

    private final SecureRandom random;
    private final KeyedHash hashes;
    private final String prefix;

    KeySecrets(SecureRandom random, KeyedHash hashes, IdentityProperties properties) {
        this.random = random;
        this.hashes = hashes;
        this.prefix = "fk_" + properties.keyEnvironment() + "_";
    }

    String next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    /** Whether the text could be a key at all; 27 letters and digits hold 160 bits. */
    static boolean isWellFormed(String secret) {
        return SHAPE.matcher(secret).matches();
    }

    byte[] hash(String secret) {
        return hashes.hash(PURPOSE, secret.getBytes(StandardCharsets.UTF_8));
    }

    static String hint(String secret) {
        return "…" + secret.substring(secret.length() - 4);
    }
}
