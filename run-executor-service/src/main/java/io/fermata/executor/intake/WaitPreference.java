package io.fermata.executor.intake;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: wait=N} of RFC 7240, in seconds. A preference that we cannot honour is ignored, as the RFC says. */
final class WaitPreference {

    private static final Pattern WAIT = Pattern.compile(
            "(?:^|[,;\\s])wait\\s*=\\s*(?:(\\d{1,4})|\"(\\d{1,4})\")(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);
    /** Shorter than a gateway waits for an answer: a run that takes longer is answered with 202, and not given up. */
    private static final Duration LONGEST = Duration.ofSeconds(50);

    private WaitPreference() {}

    static @Nullable Duration parse(@Nullable String prefer) {
        if (prefer == null) {
            return null;
        }
        Matcher matcher = WAIT.matcher(prefer);
        if (!matcher.find()) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(matcher.group(1) == null ? 2 : 1)));
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
