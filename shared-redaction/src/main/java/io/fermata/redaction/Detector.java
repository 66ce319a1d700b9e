package io.fermata.redaction;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What can be found without being told how it looks. A pattern finds candidates, a check throws out what only looks so. */
@SuppressWarnings("ImmutableEnumChecker") // patterns, and functions without a state
public enum Detector {
    /** JWTs, our API keys, and whatever follows the word Bearer. */
    CREDENTIAL(
            "[redacted]",
            "eyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_.-]*|\\bfk_[a-z0-9]+_[A-Za-z0-9_-]+|(?i:bearer)[\\s+%]+\\S+",
            Detector::mayHoldCredential,
            _ -> true),
    EMAIL(
            "[email]",
            "[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,24}\\b",
            text -> text.indexOf('@') >= 0,
            _ -> true),
    IBAN("[iban]", "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}\\b", text -> Digits.in(text) >= 4, Checksums::iban),
    /** Beginning and grouped as the great networks' cards are: a clock in milliseconds is no card. */
    CREDIT_CARD(
            "[card]",
            "\\b(?:[3-6][0-9]{3}|2[2-7][0-9]{2})"
                    + "(?:[0-9]{9,15}|(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|[ -][0-9]{6}[ -][0-9]{4,5})\\b",
            text -> Digits.in(text) >= 13,
            Checksums::luhn),
    /** Numbers of the United States' social security that can have been given out. */
    US_SSN(
            "[ssn]",
            "\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b",
            text -> Digits.in(text) >= 9,
            ssn -> !ssn.matches("(000|666|9..)-.*|...-00-.*|.*-0000")),
    /** International with its plus sign, or as it is written in North America. Bare digits are no telephone. */
    PHONE(
            "[phone]",
            "\\+[1-9](?:[ ().-]{0,2}[0-9]){7,16}\\b"
                    + "|(?:\\([2-9][0-9]{2}\\) ?|\\b[2-9][0-9]{2}[ .-])[2-9][0-9]{2}[ .-][0-9]{4}\\b",
            text -> Digits.in(text) >= 8,
            number -> Digits.in(number) >= 8 && Digits.in(number) <= 15),
    IP_ADDRESS(
            "[ip]",
            "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b"
                    + "|\\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){2,8}(?:\\.[0-9]{1,3}){0,3}\\b",
            text -> text.indexOf('.') >= 0 || text.indexOf(':') >= 0,
            Addresses::valid);

    private final String mark;
    private final Pattern pattern;
    private final Predicate<String> possible;
    private final Predicate<String> valid;

    Detector(String mark, String pattern, Predicate<String> possible, Predicate<String> valid) {
        this.mark = mark;
        this.pattern = Pattern.compile(pattern);
        this.possible = possible;
        this.valid = valid;
    }

    /** By the name it has in settings, {@code credit-card} for example. */
    public static Optional<Detector> find(String name) {
        return Arrays.stream(values())
                .filter(detector -> detector.value().equals(name))
                .findFirst();
    }

    public String value() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Rule rule() {
        return new Rule(mark, pattern, possible, valid);
    }

    private static boolean mayHoldCredential(String text) {
        return text.contains("eyJ")
                || text.contains("fk_")
                || text.toLowerCase(Locale.ROOT).contains("bearer");
    }
}
