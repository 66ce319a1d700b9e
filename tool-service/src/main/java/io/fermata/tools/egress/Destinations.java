package io.fermata.tools.egress;

import io.fermata.tools.egress.EgressException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a URL must look like before anything is looked up. */
public final class Destinations {
    private Destinations() {}

    /** Reads a URL, or refuses it with an {@link EgressException} whose reason is DENIED. */
    public static URI parse(String url) {
        URI uri = syntax(url);
        String problem = problem(uri);
        if (problem != null) {
            throw new EgressException(Reason.DENIED, problem);
        }
        return uri;
    }

    private static URI syntax(String url) {
        try {
            return new URI(url).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new EgressException(Reason.DENIED, "not a URL", e);
        }
    }

    private static @Nullable String problem(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "only http and https can be called";
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return "the URL names no host";
        }
        if (uri.getRawUserInfo() != null) {
            return "a URL may not carry credentials";
        }
        if (uri.getHost().contains("%")) {
            return "an address may not name a network interface";
        }
        return uri.getPort() == 0 || uri.getPort() > 65535 ? "no such port" : null;
    }
}
