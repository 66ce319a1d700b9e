package io.fermata.identity.apikey;

import java.util.Locale;

/** What a key is good for right now. */
public enum KeyState {
    ACTIVE,
    EXPIRED,
    REVOKED;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
