package io.fermata.identity.role;

import io.fermata.contracts.Problems;
import io.fermata.identity.permission.Role;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles the current tenant knows: those everybody has, and its own. */
@Component
public class Roles {
    private final RoleTable table;

    Roles(RoleTable table) {
        this.table = table;
    }

    @Transactional(readOnly = true)
    public Optional<Role> find(String name) {
        return Role.preset(name).or(() -> table.find(name).map(CustomRole::role));
    }

    /** In the order asked for. A name that means nothing (any more) allows nothing. */
    @Transactional(readOnly = true)
    public List<Role> named(Collection<String> names) {
        return names.stream()
                .map(name -> find(name).orElseGet(() -> new Role(name, Set.of())))
                .toList();
    }

    /** Like {@link #named}, from a request: a name that means nothing is refused where it stands. */
    @Transactional(readOnly = true)
    public List<Role> requireNamed(List<String> names) {
        List<FieldProblem> unknown = IntStream.range(0, names.size())
                .filter(index -> find(names.get(index)).isEmpty())
                .mapToObj(index -> new FieldProblem("/roles/" + index, "is not a role"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.validation(unknown);
        }
        return named(names.stream().distinct().toList());
    }

    /** Nobody gives, changes or takes what allows more than they may do themselves. */
    public static void requireMayGive(List<Role> roles) {
        if (!Caller.current().permissions().containsAll(Role.permissions(roles))) {
            throw ProblemException.of(Problems.FORBIDDEN, "A role must not allow more than its giver may do.");
        }
    }
}
