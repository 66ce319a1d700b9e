package io.fermata.tools.egress;

import io.fermata.tools.egress.EgressException.Reason;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Where an answer sends us, if we follow it at all. */
final class Redirects {
    static final int MOST = 3;

    private Redirects() {}

    /** Credentials (every header) and bodies never travel to another origin. */
    static EgressRequest follow(EgressRequest request, EgressResponse response) {
        URI target = resolve(request.uri(), Objects.requireNonNull(response.location()));
        boolean sameOrigin = request.sameOrigin(target);
        boolean repeatsTheMethod = response.status() == 307 || response.status() == 308;
        if (repeatsTheMethod && !sameOrigin && !request.method().equals("GET")) {
            throw new EgressException(Reason.REDIRECT_REFUSED, "the tool redirected a write to another origin");
        }
        List<HeaderField> headers = sameOrigin ? request.headers() : List.of();
        return repeatsTheMethod
                ? new EgressRequest(request.method(), target, headers, request.body())
                : new EgressRequest("GET", target, headers, null);
    }

    private static URI resolve(URI from, String location) {
        try {
            return Destinations.parse(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw new EgressException(Reason.REDIRECT_REFUSED, "the tool redirected to something that is not a URL", e);
        }
    }
}
