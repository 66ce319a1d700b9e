package io.fermata.identity.client;

import io.fermata.identity.permission.Permissions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an application can ask a person for: who they are, single permissions, or everything the person may do. What comes
 * of it is never more than the person may do at that moment.
 */
public final class Scopes {
    public static final String OPENID = "openid";
    public static final String PROFILE = "profile";
    public static final String EMAIL = "email";

    /** Everything the person may do. */
    public static final String EVERYTHING = "fermata";

    private static final List<String> ABOUT_THE_PERSON = List.of(OPENID, PROFILE, EMAIL);

    private Scopes() {}

    /** All there are for applications of tenants. */
    public static Set<String> all() {
        return Stream.of(ABOUT_THE_PERSON, List.of(EVERYTHING), Permissions.ofTenants())
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static boolean exists(String scope) {
        return all().contains(scope);
    }

    /** The most that an application with these scopes can come to hold. */
    static Set<String> reach(Collection<String> scopes) {
        return within(Set.copyOf(Permissions.ofTenants()), scopes);
    }

    /** The part of what a person holds that an application with these scopes gets. */
    public static Set<String> within(Set<String> held, Collection<String> scopes) {
        return scopes.contains(EVERYTHING)
                ? held
                : held.stream().filter(scopes::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** In words, for the person who is asked. */
    public static String describe(String scope) {
        return switch (scope) {
            case OPENID -> "Know that it is you";
            case PROFILE -> "Know your name";
            case EMAIL -> "Know your e-mail address";
            case EVERYTHING -> "Do everything you may do";
            default -> "Use your permission " + scope;
        };
    }
}
