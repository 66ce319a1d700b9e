package io.fermata.starter.sealing;

import java.util.Optional;
import java.util.function.Function;

/** Where the wrapped data keys of the current tenant are. */
interface DataKeyStore {
    StoredKeys find();

    /**
     * Adds the version that {@code next} makes of what is there, if any; nobody else does so meanwhile. It is committed
     * when this returns, whatever becomes of a transaction around it: a value may be sealed with it at once.
     */
    StoredKeys add(Function<StoredKeys, Optional<WrappedKey>> next);

    /** Puts another wrapping in the place of the present one. */
    void rewrap(WrappedKey present, WrappedKey instead);

    void erase();
}
