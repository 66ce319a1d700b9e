package io.fermata.starter.audit;

import java.util.regex.Pattern;

/** Text that may be kept for years and shown to others: short, on one line, without anything that opens a door. */
final class SafeText {
    private static final int LONGEST = 300;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

    /** JWTs, our API keys, and whatever follows the word Bearer. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "eyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_.-]*|\\bfk_[a-z0-9]+_[A-Za-z0-9_-]+|(?i:bearer)[\\s+%]+\\S+");

    private SafeText() {}

    static String of(String text) {
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        String oneLine = CONTROLS.matcher(shortened).replaceAll(" ");
        return CREDENTIALS.matcher(oneLine).replaceAll("[redacted]");
    }
}
