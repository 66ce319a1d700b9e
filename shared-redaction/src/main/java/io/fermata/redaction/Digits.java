package io.fermata.redaction;

/** Counting them is cheaper than any pattern, and most text has too few. */
final class Digits {
    private Digits() {}

    static int in(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                digits++;
            }
        }
        return digits;
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
