package io.fermata.tools.secrets;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A secret as it lies in the database.
 *
 * @param sealed as the {@code Sealer} writes it
 */
record SealedSecret(SecretName name, int version, String sealed, List<String> allowedHosts) {
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");

    SealedSecret {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** @param host host or host:port; a bound host without a port stands for all of its ports */
    boolean boundTo(String host) {
        return allowedHosts.contains(host)
                || allowedHosts.contains(PORT.matcher(host).replaceFirst(""));
    }

    @Override
    public String toString() {
        return name.value() + " v" + version;
    }
}
