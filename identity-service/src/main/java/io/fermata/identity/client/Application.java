package io.fermata.identity.client;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that signs people in.
 *
 * @param tenant whose people it may sign in; null for those of the platform itself, which are for everybody
 * @param secretHash null for one that cannot keep a secret
 * @param asksConsent whether people are asked before it gets anything
 * @param forDevices whether it may be authorised on another device
 */
public record Application(
        String id,
        @Nullable TenantId tenant,
        String name,
        @Nullable String secretHash,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> scopes,
        boolean asksConsent,
        boolean forDevices,
        Instant createdAt) {
    public Application {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
    }

    public boolean isFor(TenantId somebodys) {
        return tenant == null || tenant.equals(somebodys);
    }

    @Override
    public String toString() {
        return "Application[" + id + "]";
    }
}
