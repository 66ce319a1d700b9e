package io.fermata.identity.signin;

/** Ways to sign in that do not need a password here. */
public interface OtherWaysIn {
    /** Links for the sign-in page of the tenant; empty when it has none. */
    String links(String tenant, Continuation goOn);
}
