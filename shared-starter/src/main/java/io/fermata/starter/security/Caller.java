package io.fermata.starter.security;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who a verified token speaks for.
 *
 * @param subject {@code user:usr_…}, {@code key:key_…} or {@code service:<name>}
 * @param permissions what the token's scope allows
 * @param roles names of the roles it was issued for; they explain and address, and allow nothing by themselves
 */
public record Caller(String subject, TenantId tenant, Set<String> permissions, Set<String> roles) {
    private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    public Caller {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /** Somebody without a role. */
    public Caller(String subject, TenantId tenant, Set<String> permissions) {
        this(subject, tenant, permissions, Set.of());
    }

    /** The caller of the request being answered; {@code unauthenticated} when there is none. */
    public static Caller current() {
        return find().orElseThrow(
                        () -> ProblemException.of(Problems.UNAUTHENTICATED, "This operation needs a valid token."));
    }

    public static Optional<Caller> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Binds the caller (not the tenant) for the work: what the request filter does, and tests. */
    public static <T extends @Nullable Object> T call(Caller caller, Supplier<T> work) {
        return Caller.<T, RuntimeException>callThrowing(caller, work::get);
    }

    static <T extends @Nullable Object, X extends Throwable> T callThrowing(Caller caller, CallableOp<T, X> work)
            throws X {
        return ScopedValue.where(CURRENT, caller).call(work);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    public boolean mayAny(Set<String> anyOf) {
        for (String permission : anyOf) {
            if (permissions.contains(permission)) {
                return true;
            }
        }
        return false;
    }
}
