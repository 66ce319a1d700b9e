package io.fermata.starter.sealing;

import io.fermata.starter.sealing.UnopenableException.Why;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored: {@code fs1.<version of the data key>.<nonce and ciphertext, base64url>}. The first part is the format;
 * another cipher would get another one.
 */
@SuppressWarnings("ArrayRecordComponent") // taken apart, never compared
record SealedText(int keyVersion, byte[] sealed) {
    private static final String FORMAT = "fs1";
    private static final Pattern SHAPE = Pattern.compile(FORMAT + "\\.([1-9][0-9]{0,8})\\.([A-Za-z0-9_-]+)");

    /** Whether it begins like one; hardly anything else does, and looking costs next to nothing. */
    static boolean looksSealed(String text) {
        return text.startsWith(FORMAT + ".");
    }

    /** Empty for everything that is no sealed value. */
    static Optional<SealedText> find(String text) {
        if (!looksSealed(text)) {
            return Optional.empty();
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SealedText(
                    Integer.parseInt(parts.group(1)), Base64.getUrlDecoder().decode(parts.group(2))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static SealedText parse(String text) {
        return find(text)
                .orElseThrow(
                        () -> new UnopenableException(Why.MALFORMED, "this is no sealed value of format " + FORMAT));
    }

    String text() {
        return FORMAT + "." + keyVersion + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
