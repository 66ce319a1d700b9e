package io.fermata.e2e.leak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A text as it is, in a URL, in hexadecimal digits (a bytea column), and inside of something in Base64. */
final class Spellings {
    private static final int SEXTET = 6;

    private Spellings() {}

    static List<byte[]> of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(bytes);
        Set<String> all = new LinkedHashSet<>(List.of(
                text,
                URLEncoder.encode(text, StandardCharsets.UTF_8),
                hex,
                HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int before = 0; before < 3; before++) {
            all.add(inside(Base64.getEncoder(), bytes, before));
            all.add(inside(Base64.getUrlEncoder(), bytes, before));
        }
        return all.stream()
                .map(spelling -> spelling.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The characters that stand for the text alone when so many bytes are before it, and any after it. */
    private static String inside(Base64.Encoder base64, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        Arrays.fill(shifted, (byte) 'x');
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = base64.withoutPadding().encodeToString(shifted);
        int first = (before * Byte.SIZE + SEXTET - 1) / SEXTET;
        return encoded.substring(first, shifted.length * Byte.SIZE / SEXTET);
    }
}
