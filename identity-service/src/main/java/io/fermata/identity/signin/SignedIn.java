package io.fermata.identity.signin;

import io.fermata.starter.tenancy.TenantId;
import java.security.Principal;
import java.time.Instant;

/** A person who has shown who they are. */
public record SignedIn(TenantId tenant, String userId, Instant at) implements Principal {
    @Override
    public String getName() {
        return userId;
    }
}
