package io.fermata.tools.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Text in which half of a character stands alone, as in {@code "\\ud800"}, can be neither stored nor answered. */
final class Characters {
    private Characters() {}

    static boolean whole(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    /** With a question mark for each half. */
    static String mended(String text) {
        return whole(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
    }
}
