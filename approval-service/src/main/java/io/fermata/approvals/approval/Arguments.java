package io.fermata.approvals.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The exact text a tool would be called with, and the hash a decision is bound to.
 *
 * @param sha256 lower-case hex over the UTF-8 bytes of {@code json}; a pair that does not fit cannot exist
 */
public record Arguments(String json, String sha256) {
    public Arguments {
        if (!sha256.equals(hash(json))) {
            throw new IllegalArgumentException("the arguments do not have the hash they came with");
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Arguments may hold personal data: they stay out of logs. */
    @Override
    public String toString() {
        return "Arguments[" + sha256 + "]";
    }
}
