package io.fermata.starter.tenancy;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate whose rows {@code @TenantId} entities are. */
final class CurrentTenantResolver implements CurrentTenantIdentifierResolver<String> {
    /** Not a valid tenant id, so no row is ever this tenant's. Sessions are also opened at start-up, for nobody. */
    static final String NOBODY = "(nobody)";

    @Override
    public String resolveCurrentTenantIdentifier() {
        return Tenants.find().map(TenantId::value).orElse(NOBODY);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
