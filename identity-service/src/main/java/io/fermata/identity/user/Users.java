package io.fermata.identity.user;

import io.fermata.contracts.Problems;
import io.fermata.identity.audit.AuditTrail;
import io.fermata.identity.permission.Role;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The users of the caller's tenant. Nobody assigns a role that allows more than they may do themselves. */
@Component
class Users {
    private static final String AFTER_ALL_IDS = "usr_g";

    private final UserRows rows;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Users(UserRows rows, AuditTrail audit, Ids ids, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Absent values stay as they are. */
    record Change(
            @Nullable String name,
            @Nullable List<Role> roles,
            @Nullable Boolean disabled) {}

    @Transactional(readOnly = true)
    List<User> before(@Nullable String id, int atMost) {
        return rows.findByIdLessThanOrderByIdDesc(id == null ? AFTER_ALL_IDS : id, Limit.of(atMost)).stream()
                .map(UserRow::user)
                .toList();
    }

    @Transactional(readOnly = true)
    User require(String id) {
        return requireRow(id).user();
    }

    @Transactional
    User create(String email, String name, List<Role> roles) {
        requireMayAssign(roles);
        String address = email.toLowerCase(Locale.ROOT);
        User user = rows.saveAndFlush(new UserRow(ids.next("usr"), address, name, roles, clock.instant()))
                .user();
        audit.record("user.create", user.id(), Map.of("roles", slugs(roles)));
        return user;
    }

    @Transactional
    User change(String id, Change change, @Nullable String ifMatch) {
        UserRow row = requireRow(id);
        ETags.requireMatch(ifMatch, row.user().version());
        requireMayAssign(row.user().roles());
        apply(change, row);
        User user = rows.saveAndFlush(row).user();
        audit.record("user.change", id, Map.of("roles", slugs(user.roles()), "disabled", user.disabled()));
        return user;
    }

    @Transactional
    void delete(String id) {
        UserRow row = requireRow(id);
        requireMayAssign(row.user().roles());
        rows.delete(row);
        audit.record("user.delete", id, Map.of());
    }

    private UserRow requireRow(String id) {
        return rows.findById(id).orElseThrow(() -> ProblemException.notFound("user"));
    }

    private static void apply(Change change, UserRow row) {
        if (change.name() != null) {
            row.rename(change.name());
        }
        if (change.roles() != null) {
            requireMayAssign(change.roles());
            row.assign(change.roles());
        }
        if (change.disabled() != null) {
            row.disable(change.disabled());
        }
    }

    private static void requireMayAssign(List<Role> roles) {
        if (!Caller.current().permissions().containsAll(User.permissions(roles))) {
            throw ProblemException.of(Problems.FORBIDDEN, "A role must not allow more than its giver may do.");
        }
    }

    private static List<String> slugs(List<Role> roles) {
        return roles.stream().map(Role::slug).toList();
    }
}
