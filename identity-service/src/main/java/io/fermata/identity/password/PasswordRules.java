package io.fermata.identity.password;

import java.util.Locale;
import java.util.Optional;

/** What a password has to be: long enough to be worth hashing, and not what everybody would try first. */
public final class PasswordRules {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 128;

    private static final int FEWEST_DIFFERENT = 5;

    private PasswordRules() {}

    /** What is wrong with it, in words for its owner; empty when nothing is. */
    public static Optional<String> objection(String password, String email) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of("must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (password.chars().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("must have at least " + FEWEST_DIFFERENT + " different characters");
        }
        String name = email.substring(0, Math.max(0, email.indexOf('@')));
        boolean isName = !name.isEmpty()
                && password.toLowerCase(Locale.ROOT).replace(name, "").length() < SHORTEST / 2;
        return isName ? Optional.of("must not be made of the address") : Optional.empty();
    }
}
