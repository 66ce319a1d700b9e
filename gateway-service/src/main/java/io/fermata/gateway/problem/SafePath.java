package io.fermata.gateway.problem;

import io.fermata.redaction.Detector;
import io.fermata.redaction.Redactor;
import java.net.URI;
import java.util.List;

/** The path of a request as it may be shown: without a credential that somebody took for an id. */
final class SafePath {
    private static final Redactor CREDENTIALS = Redactor.of(List.of(Detector.CREDENTIAL));

    private SafePath() {}

    static String of(URI uri) {
        String decoded = uri.getPath();
        String clean = CREDENTIALS.text(decoded);
        return clean.equals(decoded) ? uri.getRawPath() : clean;
    }
}
