package io.fermata.starter.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stored values are sealed.
 *
 * @param masterKeys {@code id:base64}, the one to wrap with first, further ones behind commas
 * @param masterKeysFile a file with the same, one key a line; instead of the former
 * @param keyLifetime after which a tenant's next value gets a new data key
 * @param cacheTime how long a replica may go on with a data key that was destroyed through another one
 */
@ConfigurationProperties(prefix = "fermata.sealing", ignoreUnknownFields = false)
record SealingProperties(
        @Nullable String masterKeys,
        @Nullable Path masterKeysFile,
        @DefaultValue("90d") Duration keyLifetime,
        @DefaultValue("1m") Duration cacheTime) {
    SealingProperties {
        // A chart or a compose file sets what is not chosen to nothing.
        masterKeys = masterKeys == null || masterKeys.isBlank() ? null : masterKeys;
        masterKeysFile = masterKeysFile == null || masterKeysFile.toString().isBlank() ? null : masterKeysFile;
        if ((masterKeys == null) == (masterKeysFile == null)) {
            throw new IllegalArgumentException(
                    "set FERMATA_SEALING_MASTER_KEYS to id:32 random bytes in base64,"
                            + " or FERMATA_SEALING_MASTER_KEYS_FILE to a file with that: without it nothing can be stored sealed");
        }
        if (keyLifetime.isNegative() || keyLifetime.isZero() || cacheTime.isNegative()) {
            throw new IllegalArgumentException("fermata.sealing.key-lifetime and .cache-time cannot be negative");
        }
    }

    MasterKeys keys() {
        return MasterKeys.parse(masterKeysFile == null ? String.valueOf(masterKeys) : read(masterKeysFile));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the master keys cannot be read: " + file, e);
        }
    }

    @Override
    public String toString() {
        return "SealingProperties[keys not shown]";
    }
}
