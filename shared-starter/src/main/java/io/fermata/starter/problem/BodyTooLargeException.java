package io.fermata.starter.problem;

import java.io.IOException;

/** More of the body has arrived than is taken. Thrown while it is being read. */
public final class BodyTooLargeException extends IOException {
    public BodyTooLargeException(long limit) {
        super("the body is larger than " + limit + " bytes");
    }
}
