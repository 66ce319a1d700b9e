package io.fermata.identity.testing;

import io.fermata.identity.permission.Permissions;
import io.fermata.identity.permission.Role;
import io.fermata.localstack.junit.TestTokens;
import java.util.Map;
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

    /** Somebody of the tenant who is not its administrator, and may do just this. */
    public static String clerk(String tenant, String... permissions) {
        return as("user:usr_clerk", tenant, permissions);
    }

    /** Whoever has this key, with a token for no more than this. */
    public static String holder(Api.Answer key, String tenant, String... permissions) {
        return as("key:" + key.string("/id"), tenant, permissions);
    }

    private static String as(String subject, String tenant, String... permissions) {
        Map<String, Object> claims = TestTokens.claims(tenant, permissions);
        claims.put("sub", subject);
        return TestTokens.sign(claims);
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
