package io.fermata.identity.user;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.permission.Role;
import io.fermata.identity.revocation.Revocations;
import io.fermata.identity.role.Roles;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The users of the current tenant. Nobody assigns a role that allows more than they may do themselves. */
@Component
public class Users {
    private static final String AFTER_ALL_IDS = "usr_g";

    private final UserRows rows;
    private final Roles roles;
    private final Revocations revocations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Users(UserRows rows, Roles roles, Revocations revocations, Audit audit, Ids ids, Clock clock) {
        this.rows = rows;
        this.roles = roles;
        this.revocations = revocations;
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
                .map(row -> row.user(roles::named))
                .toList();
    }

    @Transactional(readOnly = true)
    public User require(String id) {
        return requireRow(id).user(roles::named);
    }

    @Transactional(readOnly = true)
    public Optional<User> find(String id) {
        return rows.findById(id).map(row -> row.user(roles::named));
    }

    /** Like {@link #find}; neither the person's roles nor what these allow change before the open transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<User> hold(String id) {
        return rows.findHeldById(id).map(row -> row.user(roles::hold));
    }

    @Transactional(readOnly = true)
    public Optional<User> findByEmail(String email) {
        return rows.findByEmail(email.toLowerCase(Locale.ROOT)).map(row -> row.user(roles::named));
    }

    @Transactional
    User create(String email, String name, List<Role> assigned) {
        Roles.requireMayGive(assigned);
        return enter(email, name, assigned);
    }

    /** Whether somebody may come in at all, and as what, was decided by whoever let them in. */
    @Transactional
    public User enter(String email, String name, List<Role> assigned) {
        String address = email.toLowerCase(Locale.ROOT);
        User user = rows.saveAndFlush(new UserRow(ids.next("usr"), address, name, assigned, clock.instant()))
                .user(roles::named);
        audit.record("user.create", user.id(), Map.of("roles", slugs(assigned)));
        return user;
    }

    @Transactional
    User change(String id, Change change, @Nullable String ifMatch) {
        UserRow row = requireRow(id);
        User before = row.user(roles::named);
        ETags.requireMatch(ifMatch, before.version());
        Roles.requireMayGive(before.roles());
        apply(change, row);
        User user = rows.saveAndFlush(row).user(roles::named);
        takeBack(before, user);
        audit.record("user.change", id, Map.of("roles", slugs(user.roles()), "disabled", user.disabled()));
        return user;
    }

    /** From the person to their sign-ins, like everybody who holds both: the other way round two wait for each other. */
    @Transactional
    void delete(String id) {
        UserRow row = rows.findLockedById(id).orElseThrow(() -> ProblemException.notFound("user"));
        User user = row.user(roles::named);
        Roles.requireMayGive(user.roles());
        revocations.endSignIns(id);
        revocations.refuseSubject(user.subject());
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
            Roles.requireMayGive(change.roles());
            row.assign(change.roles());
        }
        if (change.disabled() != null) {
            row.disable(change.disabled());
        }
    }

    /** What the person holds must say what is so now, and nothing when they may not come in any more. */
    private void takeBack(User before, User after) {
        if (after.disabled() && !before.disabled()) {
            revocations.endSignIns(after.id());
            revocations.refuseSubject(after.subject());
        } else if (!after.disabled() && before.disabled()) {
            revocations.readmitSubject(after.subject());
        } else if (!before.roles().equals(after.roles())) {
            revocations.renewTokens(after.id());
        }
    }

    private static List<String> slugs(List<Role> roles) {
        return roles.stream().map(Role::slug).toList();
    }
}
