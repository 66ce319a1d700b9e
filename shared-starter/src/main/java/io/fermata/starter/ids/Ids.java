package io.fermata.starter.ids;

import java.util.UUID;
import java.util.function.Supplier;

/** Makes ids: a prefix that names the kind, {@code _}, and a UUIDv7 as 32 hex digits, so that ids sort by age. */
public final class Ids {
    private final Supplier<UUID> uuids;

    /** Needs a source of UUIDv7, ascending within this process. */
    public Ids(Supplier<UUID> uuids) {
        this.uuids = uuids;
    }

    /** An id such as {@code run_0192…} for the prefix {@code run}. */
    public String next(String prefix) {
        UUID uuid = uuids.get();
        StringBuilder id =
                new StringBuilder(prefix.length() + 33).append(prefix).append('_');
        appendHex(id, uuid.getMostSignificantBits());
        appendHex(id, uuid.getLeastSignificantBits());
        return id.toString();
    }

    private static void appendHex(StringBuilder id, long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            id.append(Character.forDigit((int) (bits >>> shift) & 0xF, 16));
        }
    }
}
