package io.fermata.tools.secrets;

import java.util.regex.Pattern;

/** What a tool's header calls a secret: {@code ${secrets.NAME}}. */
public record SecretName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public SecretName {
        if (!valid(value)) {
            throw new IllegalArgumentException("a secret's name must match " + SHAPE);
        }
    }

    static boolean valid(String value) {
        return SHAPE.matcher(value).matches();
    }
}
