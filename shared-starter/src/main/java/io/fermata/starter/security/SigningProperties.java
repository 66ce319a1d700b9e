package io.fermata.starter.security;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For services that sign tokens themselves.
 *
 * @param issuer the {@code iss} of the tokens, as the other services list it in {@code fermata.issuers[]}
 */
@ConfigurationProperties(prefix = "fermata.signing", ignoreUnknownFields = false)
record SigningProperties(String issuer) {}
