package io.fermata.identity.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fermata.identity.client.Scopes;
import io.fermata.identity.user.User;
import io.fermata.starter.tenancy.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application learns of who signed in with it: nothing it did not ask for, and nothing instead of null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AboutPerson(
        String sub,
        String tenant,
        @Nullable String name,
        @Nullable String email) {
    static AboutPerson of(TenantId tenant, User user, Set<String> scopes) {
        return new AboutPerson(
                user.subject(),
                tenant.value(),
                scopes.contains(Scopes.PROFILE) ? user.name() : null,
                scopes.contains(Scopes.EMAIL) ? user.email() : null);
    }
}
