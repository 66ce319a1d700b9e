package io.fermata.identity.role;

import io.fermata.contracts.Problems;
import io.fermata.identity.permission.Role;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
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
        return inOrder(names, known(names, table::named));
    }

    /** Like {@link #named}; what they allow does not change before the open transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Role> hold(Collection<String> names) {
        return inOrder(names, known(names, table::hold));
    }

    /** Like {@link #named}, from a request: a name that means nothing is refused where it stands. */
    @Transactional(readOnly = true)
    public List<Role> requireNamed(List<String> names) {
        Map<String, Role> known = known(names, table::named);
        List<FieldProblem> unknown = IntStream.range(0, names.size())
                .filter(index -> !known.containsKey(names.get(index)))
                .mapToObj(index -> new FieldProblem("/roles/" + index, "is not a role"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.validation(unknown);
        }
        return inOrder(names.stream().distinct().toList(), known);
    }

    private static List<Role> inOrder(Collection<String> names, Map<String, Role> known) {
        return names.stream()
                .map(name -> known.getOrDefault(name, new Role(name, Set.of())))
                .toList();
    }

    /** The table is asked once, and not at all for what every tenant has. */
    private static Map<String, Role> known(
            Collection<String> names, Function<Collection<String>, List<CustomRole>> lookUp) {
        Map<String, Role> known = new HashMap<>();
        Role.presets().forEach(role -> known.put(role.slug(), role));
        List<String> own =
                names.stream().filter(name -> !known.containsKey(name)).toList();
        if (!own.isEmpty()) {
            lookUp.apply(own).forEach(role -> known.put(role.name(), role.role()));
        }
        return known;
    }

    /** Nobody gives, changes or takes what allows more than they may do themselves. */
    public static void requireMayGive(List<Role> roles) {
        if (!Caller.current().permissions().containsAll(Role.permissions(roles))) {
            throw ProblemException.of(Problems.FORBIDDEN, "A role must not allow more than its giver may do.");
        }
    }
}
