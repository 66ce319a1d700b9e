package io.fermata.identity.client;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that signs people in.
 *
 * @param tenant whose people it may sign in; null for those of the platform itself, which are for everybody
 * @param secretHash null for one that cannot keep a secret
 * @param asksConsent whether people are asked before it gets anything
 * @param forDevices whether people run it on machines of their own: it may be authorised on another device, and listens
 *     for its answer on whatever port is free
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
    private static final Pattern ON_SOME_PORT = Pattern.compile("(http://127\\.0\\.0\\.1):[0-9]{1,5}(/.*)");

    public Application {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = Set.copyOf(scopes);
    }

    /** Addresses are compared to the letter: nothing that reads them differently elsewhere can come between. */
    public boolean mayBeSentBackTo(String address) {
        Matcher local = ON_SOME_PORT.matcher(address);
        return redirectUris.contains(address)
                || (forDevices && local.matches() && redirectUris.contains(local.group(1) + local.group(2)));
    }

    /** Whether a yes goes on counting: not where the answer goes to whichever program on a machine takes it. */
    public boolean remembersConsent() {
        return !forDevices && redirectUris.stream().allMatch(address -> address.startsWith("https://"));
    }

    public boolean isFor(TenantId somebodys) {
        return tenant == null || tenant.equals(somebodys);
    }

    @Override
    public String toString() {
        return "Application[" + id + "]";
    }
}
