package io.fermata.starter.sealing;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of the operator's that wraps data keys and nothing else. */
record MasterKey(String id, SecretKey key) {
    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9_-]{1,40}):([A-Za-z0-9+/]+=*)");
    private static final int BYTES = 32;

    /** @param text {@code id:32 bytes in base64} */
    static MasterKey parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a master key is written id:base64, the id of letters, digits, - and _");
        }
        byte[] bytes = Base64.getDecoder().decode(parts.group(2));
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("master key " + parts.group(1) + " must have " + BYTES + " bytes");
        }
        return new MasterKey(parts.group(1), new SecretKeySpec(bytes, "AES"));
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
