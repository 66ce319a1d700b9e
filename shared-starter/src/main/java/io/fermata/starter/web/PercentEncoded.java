package io.fermata.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Percent-encoded text, read without leniency: what one reader drops another takes for a question mark. */
final class PercentEncoded {
    private static final int HEX = 16;

    private PercentEncoded() {}

    /** Whether it is UTF-8 once decoded, and text that can be kept: Postgres refuses {@code U+0000}. */
    static boolean isReadable(String encoded) {
        try {
            return encoded.indexOf('%') < 0
                    || UTF_8.newDecoder().decode(bytes(encoded)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return false;
        }
    }

    private static ByteBuffer bytes(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.put((byte) (digit(encoded, i + 1) * HEX + digit(encoded, i + 2)));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return bytes.flip();
    }

    private static int digit(String encoded, int index) {
        int digit = index < encoded.length() ? Character.digit(encoded.charAt(index), HEX) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("not percent-encoded");
        }
        return digit;
    }
}
