package io.fermata.testkit.chat;

import java.util.ArrayList;
import java.util.List;

/** Cuts text where a tokenizer would about cut it, so that streams have the grain of a real provider's. */
public final class Chunks {
    private static final int LONGEST = 12;

    private Chunks() {}

    /** Joined again, the chunks are the text; none is empty. */
    public static List<String> of(String text) {
        var chunks = new ArrayList<String>();
        int start = 0;
        for (int end = 1; end < text.length(); end++) {
            if (boundary(text, end) || (end - start >= LONGEST && !Character.isLowSurrogate(text.charAt(end)))) {
                chunks.add(text.substring(start, end));
                start = end;
            }
        }
        if (start < text.length()) {
            chunks.add(text.substring(start));
        }
        return chunks;
    }

    /** Before a space, and between letters and signs unless the sign is the space that leads a word. */
    private static boolean boundary(String text, int at) {
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (Character.isSurrogate(before) || Character.isSurrogate(after)) {
            return Character.isHighSurrogate(after);
        }
        return after == ' ' || (before != ' ' && Character.isLetterOrDigit(before) != Character.isLetterOrDigit(after));
    }
}
