package io.fermata.identity.role;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.permission.Role;
import io.fermata.identity.revocation.Revocations;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tenant's own roles. What a role loses is taken from whoever has it at once. */
@Component
class CustomRoles {
    private final RoleTable table;
    private final Revocations revocations;
    private final Audit audit;
    private final Clock clock;

    CustomRoles(RoleTable table, Revocations revocations, Audit audit, Clock clock) {
        this.table = table;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<CustomRole> before(@Nullable String name, int atMost) {
        return table.before(name, atMost);
    }

    @Transactional(readOnly = true)
    CustomRole require(String name) {
        return table.find(name).orElseThrow(() -> ProblemException.notFound("role"));
    }

    private CustomRole requireOwn(String name) {
        if (Role.preset(name).isPresent()) {
            throw ProblemException.conflict("This role is the same in every tenant; make one of your own instead.");
        }
        return require(name);
    }

    @Transactional
    CustomRole create(String name, String description, Set<String> permissions) {
        if (Role.preset(name).isPresent()) {
            throw ProblemException.conflict("Every tenant has a role of this name already.");
        }
        CustomRole role = new CustomRole(name, description, permissions, clock.instant(), 0);
        Roles.requireMayGive(List.of(role.role()));
        table.insert(role);
        audit.record("role.create", name, Map.of("permissions", new TreeSet<>(permissions)));
        return role;
    }

    /** Absent values stay as they are. */
    @Transactional
    CustomRole change(
            String name, @Nullable String description, @Nullable Set<String> permissions, @Nullable String ifMatch) {
        CustomRole before = requireOwn(name);
        ETags.requireMatch(ifMatch, before.version());
        CustomRole after = new CustomRole(
                name,
                description == null ? before.description() : description,
                permissions == null ? before.permissions() : permissions,
                before.createdAt(),
                before.version());
        Roles.requireMayGive(List.of(before.role(), after.role()));
        if (!table.update(after)) {
            throw ProblemException.conflict("The role was changed by somebody else; read it again.");
        }
        takeBack(before, after);
        audit.record("role.change", name, Map.of("permissions", new TreeSet<>(after.permissions())));
        return require(name);
    }

    /** Tokens say what the role allowed when they were given; the next ones say what is so now. */
    private void takeBack(CustomRole before, CustomRole after) {
        if (!after.permissions().containsAll(before.permissions())) {
            table.people(after.name()).forEach(revocations::renewTokens);
            table.keys(after.name()).forEach(revocations::renewTokensOfKey);
        }
    }

    /** A role that somebody has is not deleted, so no token allows anything for it. */
    @Transactional
    void delete(String name) {
        Roles.requireMayGive(List.of(requireOwn(name).role()));
        if (table.isHeld(name)) {
            throw ProblemException.conflict("Somebody has this role; give them another one first.");
        }
        table.delete(name);
        audit.record("role.delete", name, Map.of());
    }
}
