package io.fermata.identity.authorization;

import io.fermata.identity.signin.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How fresh a sign-in an application wants (OpenID Connect: {@code prompt} and {@code max_age}). */
@Component
class FreshSignIn {
    static final String PROMPT = "prompt";
    static final String MAX_AGE = "max_age";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Clock clock;

    FreshSignIn(Clock clock) {
        this.clock = clock;
    }

    /** Nothing may be shown: the application wants to know whether it works without. */
    static boolean mustBeSilent(Map<String, Object> asked) {
        return prompts(asked).anyMatch("none"::equals);
    }

    boolean isEnough(SignedIn person, Map<String, Object> asked) {
        return prompts(asked).noneMatch("login"::equals) && isYoungEnough(person, asked);
    }

    private boolean isYoungEnough(SignedIn person, Map<String, Object> asked) {
        String longest = text(asked, MAX_AGE);
        return !SECONDS.matcher(longest).matches()
                || person.at().plus(Duration.ofSeconds(Long.parseLong(longest))).isAfter(clock.instant());
    }

    private static Stream<String> prompts(Map<String, Object> asked) {
        return Stream.of(text(asked, PROMPT).split(" "));
    }

    private static String text(Map<String, Object> asked, String name) {
        return asked.get(name) instanceof String value ? value : "";
    }
}
