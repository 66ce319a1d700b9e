package io.fermata.tools.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text in which half of a character stands alone, as in {@code "\\ud800"}, can be neither stored nor answered. U+0000 can be
 * answered, but stored only where JSON escapes it.
 */
final class Characters {
    private Characters() {}

    static boolean whole(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    /** With a question mark for each half, and without U+0000. */
    static String mended(String text) {
        String storable = text.replace("\0", "");
        return whole(storable) ? storable : new String(storable.getBytes(UTF_8), UTF_8);
    }
}
