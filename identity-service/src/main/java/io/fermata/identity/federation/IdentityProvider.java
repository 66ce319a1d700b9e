package io.fermata.identity.federation;

import java.time.Instant;
import java.util.List;

/**
 * An outside issuer that vouches for the people of a tenant.
 *
 * @param newRoles roles of people it brings for the first time; when there are none it brings nobody new
 */
record IdentityProvider(
        String id, String name, String issuer, String clientId, List<String> newRoles, Instant createdAt) {}
