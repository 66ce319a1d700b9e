package io.fermata.tools.secrets;

/** A tool names a secret that it cannot have. The message may be shown to the tenant. */
public final class SecretUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    SecretUnavailableException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
