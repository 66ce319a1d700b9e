package io.fermata.starter.sealing;

/** A sealed value, or the key to it, that nobody can open here. The message holds nothing of the value. */
public final class UnopenableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Why {
        /** The tenant was erased, and its keys with it. */
        ERASED,
        /** The data key, or the master key it is wrapped with, is not here. */
        KEY_MISSING,
        /** It was changed, or belongs to another tenant, column or row. */
        ALTERED,
        /** It is no sealed value. */
        MALFORMED
    }

    private final Why why;

    UnopenableException(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
