package io.fermata.starter.security;

import jakarta.servlet.http.HttpServletRequest;

/** Hears of tokens that a trusted issuer has signed and that are refused all the same. */
@FunctionalInterface
public interface RefusedTokens {
    /** Called before the request is answered, without a tenant and a caller. */
    void refused(Caller holder, String reason, HttpServletRequest request);
}
