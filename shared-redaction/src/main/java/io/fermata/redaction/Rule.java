package io.fermata.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Predicate;

/**
 * Finds one kind of thing and puts a mark in its place. Time is linear in the text's length, whatever the pattern.
 *
 * @param possible false for text that cannot hold it, cheaply
 * @param valid whether what the pattern found is one
 */
record Rule(String mark, Pattern pattern, Predicate<String> possible, Predicate<String> valid) {
    String apply(String text) {
        return possible.test(text) ? replace(text) : text;
    }

    private String replace(String text) {
        StringBuilder clean = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        int copied = 0;
        for (int from = 0; from <= text.length() && matcher.find(from); ) {
            int end = end(text, matcher.start(), matcher.end());
            if (end > matcher.start()) {
                clean.append(text, copied, matcher.start()).append(mark);
                copied = end;
                from = end;
            } else {
                from = nextGroup(text, matcher.start(), matcher.end());
            }
        }
        return clean.append(text, copied, text.length()).toString();
    }

    /** A number written in groups may be followed by something that looks like one more of them. */
    private int end(String text, int start, int end) {
        for (int at = end; at > start; at = lastSeparator(text, start, at)) {
            String candidate = text.substring(start, at);
            if (pattern.matches(candidate) && valid.test(candidate)) {
                return at;
            }
        }
        return start;
    }

    private static int lastSeparator(String text, int start, int end) {
        for (int at = end - 1; at > start; at--) {
            if (separates(text.charAt(at))) {
                return at;
            }
        }
        return start;
    }

    /** What was found is none; it may begin with something that is in front of one. */
    private static int nextGroup(String text, int start, int end) {
        for (int at = start + 1; at < end; at++) {
            if (separates(text.charAt(at))) {
                return at;
            }
        }
        return Math.max(end, start + 1);
    }

    private static boolean separates(char character) {
        return character == ' ' || character == '-';
    }
}
