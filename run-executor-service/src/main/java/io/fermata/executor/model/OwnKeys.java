package io.fermata.executor.model;

import java.util.Optional;

/** The keys that tenants bring. Asked before every call: it answers from memory whenever it can. */
public interface OwnKeys {

    /**
     * The current tenant's key for this provider; empty when it brought none.
     *
     * @throws ModelFailure when it brought one that cannot be used; the operator's does not take its place
     */
    Optional<String> find(String provider);
}
