package io.fermata.localstack.network;

/** Somebody else listens on a port the stack needs. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String process, Endpoint endpoint) {
        super("port " + endpoint.port() + " for " + process
                + " is taken by another program; stop it or choose another port: ./fermata down && "
                + endpoint.variable() + "=<port> ./fermata up");
    }
}
