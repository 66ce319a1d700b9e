package io.fermata.redaction;

import java.net.InetAddress;

/** Addresses of the internet protocol, as text. */
final class Addresses {
    private Addresses() {}

    /** Asks nobody: a text is an address or it is none. */
    static boolean valid(String text) {
        try {
            return InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
