package io.fermata.redaction;

/** The checksums of card and account numbers: without them every long number would be one. */
final class Checksums {
    private static final int IBAN_HEAD = 4;

    private Checksums() {}

    /** @param number digits, perhaps with spaces and dashes between them */
    static boolean luhn(String number) {
        int sum = 0;
        boolean twice = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            if (Digits.isDigit(number.charAt(i))) {
                int digit = number.charAt(i) - '0';
                int value = twice ? digit * 2 : digit;
                sum += value > 9 ? value - 9 : value;
                twice = !twice;
            }
        }
        return sum % 10 == 0 && Digits.in(number) >= 13;
    }

    /** ISO 13616: the head moved to the end, letters as numbers from 10, the rest of a division by 97 is 1. */
    static boolean iban(String number) {
        String account = number.replace(" ", "");
        if (account.length() < 15 || account.length() > 34) {
            return false;
        }
        String moved = account.substring(IBAN_HEAD) + account.substring(0, IBAN_HEAD);
        int rest = 0;
        for (int i = 0; i < moved.length(); i++) {
            int value = Character.digit(moved.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
