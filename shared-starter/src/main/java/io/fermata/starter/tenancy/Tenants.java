package io.fermata.starter.tenancy;

import io.fermata.starter.logging.LogKeys;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The tenant the current thread works for. Bound for a lexical scope and gone after it; executors and new threads do
 * not inherit it, so work handed to them binds it again.
 */
public final class Tenants {
    private static final ScopedValue<TenantId> CURRENT = ScopedValue.newInstance();
    private static final ScopedValue<Boolean> HOUSEKEEPING = ScopedValue.newInstance();

    private Tenants() {}

    /** The bound tenant, or {@link TenantMissingException}. */
    public static TenantId current() {
        if (!CURRENT.isBound()) {
            throw new TenantMissingException("no tenant is bound: wrap the call in Tenants.run(tenant, …)");
        }
        return CURRENT.get();
    }

    public static Optional<TenantId> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    public static void run(TenantId tenant, Runnable work) {
        Tenants.<@Nullable Void, RuntimeException>callThrowing(tenant, () -> {
            work.run();
            return null;
        });
    }

    public static <T extends @Nullable Object> T call(TenantId tenant, Supplier<T> work) {
        return Tenants.<T, RuntimeException>callThrowing(tenant, work::get);
    }

    /** Like {@link #call} for work that throws checked exceptions. */
    public static <T extends @Nullable Object, X extends Throwable> T callThrowing(
            TenantId tenant, CallableOp<T, X> work) throws X {
        String before = MDC.get(LogKeys.TENANT_ID);
        MDC.put(LogKeys.TENANT_ID, tenant.value());
        try {
            return ScopedValue.where(CURRENT, tenant).where(HOUSEKEEPING, false).call(work);
        } finally {
            restore(before);
        }
    }

    /** Work that crosses tenants: the only way to open a transaction without one. Row-level security still holds. */
    public static void housekeeping(Runnable work) {
        ScopedValue.where(HOUSEKEEPING, true).run(work);
    }

    /** Like {@link #housekeeping(Runnable)}, with a result. */
    public static <T extends @Nullable Object> T housekeeping(Supplier<T> work) {
        return ScopedValue.where(HOUSEKEEPING, true).call(work::get);
    }

    static boolean inHousekeeping() {
        return HOUSEKEEPING.orElse(false);
    }

    private static void restore(@Nullable String tenant) {
        if (tenant == null) {
            MDC.remove(LogKeys.TENANT_ID);
        } else {
            MDC.put(LogKeys.TENANT_ID, tenant);
        }
    }
}
