package io.fermata.starter.paging;

import io.fermata.starter.security.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Seals the key of a page's last row so that only the same tenant can use it, and only on the same path. */
final class Cursors {
    private static final String PURPOSE = "cursor";
    private static final int SEAL_BYTES = 16;

    private final KeyedHash hash;

    Cursors(KeyedHash hash) {
        this.hash = hash;
    }

    String seal(String tenant, String path, String key) {
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(SEAL_BYTES + content.length)
                .put(mac(tenant, path, key))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The key, or empty when this cursor was not made here for this tenant and path. */
    Optional<String> open(String tenant, String path, String cursor) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (sealed.length <= SEAL_BYTES) {
            return Optional.empty();
        }
        String key = new String(sealed, SEAL_BYTES, sealed.length - SEAL_BYTES, StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(mac(tenant, path, key), Arrays.copyOf(sealed, SEAL_BYTES));
        return genuine ? Optional.of(key) : Optional.empty();
    }

    private byte[] mac(String tenant, String path, String key) {
        // Neither a tenant nor a path can hold a NUL, so no two triples give the same text.
        byte[] data = (tenant + '\0' + path + '\0' + key).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hash.hash(PURPOSE, data), SEAL_BYTES);
    }
}
