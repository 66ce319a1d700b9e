package io.fermata.identity.platform;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator can set.
 *
 * @param keyEnvironment the middle part of new API keys, {@code fk_<environment>_…}, so that people see what a key is for
 * @param platformAdminKey the first platform key, for automated installations; made up when absent
 * @param platformAdminKeyFile where the first platform key is written, readable by its owner only; printed once when absent
 * @param deletionGrace how long the data of a deleted tenant is kept
 * @param invitationLifetime how long a first password can be set with an invitation
 * @param sessionLifetime how long a browser is known again after signing in
 * @param controlCenterRedirects where the control center may be sent back to; by default /callback beside the issuer
 * @param allowPrivateIssuers whether outside issuers may be at private addresses and speak plain http; only for a
 *     machine of one's own
 */
@ConfigurationProperties(prefix = "fermata.identity", ignoreUnknownFields = false)
public record IdentityProperties(
        @DefaultValue("local") String keyEnvironment,
        @Nullable String platformAdminKey,
        @Nullable String platformAdminKeyFile,
        @DefaultValue("30d") Duration deletionGrace,
        @DefaultValue("3d") Duration invitationLifetime,
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue List<String> controlCenterRedirects,
        @DefaultValue("false") boolean allowPrivateIssuers) {
    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z]{2,12}");

    public IdentityProperties {
        if (!ENVIRONMENT.matcher(keyEnvironment).matches()) {
            throw new IllegalArgumentException("fermata.identity.key-environment must be 2 to 12 lower-case letters");
        }
        requirePositive(deletionGrace, "deletion-grace");
        requirePositive(invitationLifetime, "invitation-lifetime");
        requirePositive(sessionLifetime, "session-lifetime");
        controlCenterRedirects = List.copyOf(controlCenterRedirects);
        platformAdminKey = blankAsAbsent(platformAdminKey);
        platformAdminKeyFile = blankAsAbsent(platformAdminKeyFile);
    }

    private static void requirePositive(Duration duration, String key) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("fermata.identity." + key + " must be longer than nothing");
        }
    }

    private static @Nullable String blankAsAbsent(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public String toString() {
        return "IdentityProperties[keyEnvironment=" + keyEnvironment + "]";
    }
}
