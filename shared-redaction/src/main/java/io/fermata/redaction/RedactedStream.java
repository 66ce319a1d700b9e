package io.fermata.redaction;

/**
 * Redacts a text that comes in pieces, with detectors alone. What it gives out, put together, is what the redaction of the
 * whole text would be, however it was cut: the end of what has come is kept back until nothing that may follow can belong
 * to it. In prose that is a word or two; a text that has no such place waits for its end.
 */
public final class RedactedStream {
    private static final String BEARER = "bearer";

    private final Redactor redactor;
    private final StringBuilder held = new StringBuilder();
    /** Up to here the held text was searched for a place to cut, in vain. */
    private int searched = 1;
    /** Where the held text last says what a credential follows. */
    private int bearer = -1;

    RedactedStream(Redactor redactor) {
        this.redactor = redactor;
    }

    /** What can be shown now; empty when all of it has to wait. */
    public String add(String piece) {
        held.append(piece);
        int cut = 0;
        int at = searched;
        for (; at <= held.length(); at++) {
            if (endsWithBearer(at)) {
                bearer = at;
            }
            if (isBetween(at)) {
                cut = at;
            }
        }
        searched = Math.max(1, held.length() - cut);
        return cut == 0 ? "" : take(cut);
    }

    /** The rest. */
    public String end() {
        return take(held.length());
    }

    private String take(int length) {
        String shown = redactor.text(held.substring(0, length));
        held.delete(0, length);
        bearer = bearer > length ? bearer - length : -1;
        return shown;
    }

    /** Whether nothing that any detector finds can reach from before this place to behind it. */
    private boolean isBetween(int at) {
        char before = held.charAt(at - 1);
        if (before > '\u007f') {
            // Only what follows a bearer may hold it. A pair of surrogates is one character.
            return bearer < 0 && !Character.isHighSurrogate(before);
        }
        return at < held.length() && isSpace(held.charAt(at)) && !mayGoOn(before) && !endsWithBearer(at);
    }

    /** Numbers may be written in groups, whose spaces follow these. */
    private static boolean mayGoOn(char before) {
        return isSpace(before)
                || Digits.isDigit(before)
                || (before >= 'A' && before <= 'Z')
                || "+%().-".indexOf(before) >= 0;
    }

    private boolean endsWithBearer(int at) {
        int from = at - BEARER.length();
        return from >= 0 && BEARER.equalsIgnoreCase(held.substring(from, at));
    }

    /** What patterns take for one. */
    private static boolean isSpace(char character) {
        return " \t\n\f\r".indexOf(character) >= 0;
    }
}
