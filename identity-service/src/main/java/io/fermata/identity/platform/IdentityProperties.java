package io.fermata.identity.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator can set.
 *
 * @param keyEnvironment the middle part of new API keys, {@code fk_<environment>_…}, so that people see what a key is for
 * @param platformAdminKey the first platform key, for automated installations; made up and printed once when absent
 * @param platformAdminKeyFile where the first platform key is written, readable by its owner only
 */
@ConfigurationProperties(prefix = "fermata.identity", ignoreUnknownFields = false)
public record IdentityProperties(
        @DefaultValue("local") String keyEnvironment,
        @Nullable String platformAdminKey,
        @Nullable String platformAdminKeyFile) {
    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z]{2,12}");

    public IdentityProperties {
        if (!ENVIRONMENT.matcher(keyEnvironment).matches()) {
            throw new IllegalArgumentException("fermata.identity.key-environment must be 2 to 12 lower-case letters");
        }
        platformAdminKey = blankAsAbsent(platformAdminKey);
        platformAdminKeyFile = blankAsAbsent(platformAdminKeyFile);
    }

    private static @Nullable String blankAsAbsent(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "IdentityProperties[keyEnvironment=" + keyEnvironment + "]";
    }
}
