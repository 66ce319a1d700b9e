package io.fermata.identity.serviceaccount;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.permission.Role;
import io.fermata.identity.revocation.Revocations;
import io.fermata.identity.role.Roles;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The machines of the current tenant. They are disabled, not deleted: what they did stays theirs. */
@Component
class ServiceAccounts {
    private final ServiceAccountTable table;
    private final Revocations revocations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    ServiceAccounts(ServiceAccountTable table, Revocations revocations, Audit audit, Ids ids, Clock clock) {
        this.table = table;
        this.revocations = revocations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Absent values stay as they are. */
    record Change(
            @Nullable String description,
            @Nullable List<Role> roles,
            @Nullable Boolean disabled) {}

    @Transactional(readOnly = true)
    List<ServiceAccount> before(@Nullable String id, int atMost) {
        return table.before(id, atMost);
    }

    @Transactional(readOnly = true)
    ServiceAccount require(String id) {
        return table.find(id).orElseThrow(() -> ProblemException.notFound("service account"));
    }

    @Transactional
    ServiceAccount create(String name, String description, List<Role> roles) {
        Roles.requireMayGive(roles);
        ServiceAccount account =
                new ServiceAccount(ids.next("sva"), name, description, roles, false, clock.instant(), 0);
        table.insert(account);
        audit.record("service_account.create", account.id(), Map.of("name", name, "roles", slugs(roles)));
        return account;
    }

    @Transactional
    ServiceAccount change(String id, Change change, @Nullable String ifMatch) {
        ServiceAccount before = require(id);
        ETags.requireMatch(ifMatch, before.version());
        ServiceAccount after = applied(change, before);
        Roles.requireMayGive(before.roles());
        Roles.requireMayGive(after.roles());
        if (!table.update(after)) {
            throw ProblemException.conflict("The service account was changed by somebody else; read it again.");
        }
        takeBack(before, after);
        Map<String, Object> details = Map.of("roles", slugs(after.roles()), "disabled", after.disabled());
        audit.record("service_account.change", id, details);
        return require(id);
    }

    /** Tokens from before it was narrowed must not come back with it when it is made active again. */
    private void takeBack(ServiceAccount before, ServiceAccount after) {
        boolean narrowed = !Role.permissions(after.roles()).containsAll(Role.permissions(before.roles()));
        for (String key : table.keys(after.id())) {
            if (narrowed) {
                revocations.renewTokensOfKey(key);
            }
            if (after.disabled() && !before.disabled()) {
                revocations.refuseSubject("key:" + key);
            } else if (!after.disabled() && before.disabled()) {
                revocations.readmitSubject("key:" + key);
            }
        }
    }

    private static ServiceAccount applied(Change change, ServiceAccount before) {
        return new ServiceAccount(
                before.id(),
                before.name(),
                change.description() == null ? before.description() : change.description(),
                change.roles() == null ? before.roles() : change.roles(),
                change.disabled() == null ? before.disabled() : change.disabled(),
                before.createdAt(),
                before.version());
    }

    private static List<String> slugs(List<Role> roles) {
        return roles.stream().map(Role::slug).toList();
    }
}
