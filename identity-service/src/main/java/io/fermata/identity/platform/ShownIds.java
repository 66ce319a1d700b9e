package io.fermata.identity.platform;

import java.util.regex.Pattern;

/** Ids as anybody may show them before it is known who they are. */
public final class ShownIds {
    private static final Pattern ID = Pattern.compile("[\\w-]{1,100}");

    private ShownIds() {}

    /** Whether something could have this id: what could not is not looked for. */
    public static boolean isOne(String shown) {
        return ID.matcher(shown).matches();
    }
}
