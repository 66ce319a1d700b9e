package io.fermata.starter.sealing;

import java.util.List;

/**
 * All that is stored of a tenant's keys.
 *
 * @param versions oldest first; none when nothing was sealed yet
 * @param erased there were keys, perhaps, and there will never be any again
 */
record StoredKeys(List<WrappedKey> versions, boolean erased) {
    StoredKeys {
        versions = List.copyOf(versions);
    }
}
