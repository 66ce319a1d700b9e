package io.fermata.identity.testing;

import io.fermata.identity.permission.Permissions;
import io.fermata.identity.permission.Role;
import io.fermata.localstack.junit.TestTokens;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The people of a test: the platform's administrator and whoever administers a fresh tenant. */
public record Actors(Api api) {
    private static final AtomicInteger TENANTS = new AtomicInteger();

    public static String platformAdmin() {
        return TestTokens.token("platform", Permissions.ofPlatformAdmin().toArray(String[]::new));
    }

    public static String withRole(String tenant, Role role) {
        return TestTokens.token(tenant, role.permissions().toArray(String[]::new));
    }

    public static String admin(String tenant) {
        return withRole(tenant, Role.ADMIN);
    }

    /** A tenant nobody else uses, as the platform answered its creation. */
    public JsonNode newTenant() {
        String body = "{\"id\":\"team-" + TENANTS.incrementAndGet() + "\",\"name\":\"Team\"}";
        return api.post(platformAdmin(), "/api/v1/tenants", body).json();
    }

    public String newTenantId() {
        return newTenant().get("id").asString();
    }
}
