package io.fermata.identity.client;

import io.fermata.identity.platform.OneTimeSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The secrets of applications. They are random, not thought up by people, so a keyed hash is as good as a slow one, and it
 * costs nothing to check.
 */
@Component
public class ClientSecrets implements PasswordEncoder {
    private static final String PURPOSE = "oauth-client";

    private final OneTimeSecrets secrets;

    ClientSecrets(OneTimeSecrets secrets) {
        this.secrets = secrets;
    }

    String next() {
        return secrets.next("fcs_");
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        return HexFormat.of().formatHex(secrets.hash(PURPOSE, String.valueOf(secret)));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        return hash != null
                && secret != null
                && MessageDigest.isEqual(
                        encode(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
