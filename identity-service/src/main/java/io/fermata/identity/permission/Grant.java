package io.fermata.identity.permission;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a key allows: a role, or permissions one by one. */
public sealed interface Grant {
    Set<String> permissions();

    /** The names of the roles in it, for the token. */
    List<String> roles();

    /** Nobody hands out, or gets hold of, more than they have. */
    default boolean isWithin(Set<String> held) {
        return held.containsAll(permissions());
    }

    record OfRole(Role role) implements Grant {
        @Override
        public Set<String> permissions() {
            return role.permissions();
        }

        @Override
        public List<String> roles() {
            return List.of(role.slug());
        }
    }

    record Explicit(Set<String> permissions) implements Grant {
        public Explicit {
            if (permissions.isEmpty() || !permissions.stream().allMatch(Permissions::exists)) {
                throw new IllegalArgumentException("a grant names existing permissions: " + permissions);
            }
            permissions = new TreeSet<>(permissions);
        }

        @Override
        public List<String> roles() {
            return List.of();
        }
    }
}
