package io.fermata.starter.sealing;

import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.security.AesGcm;
import io.fermata.starter.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Data keys under master keys. Tenant and version are authenticated: a wrapped key that was moved does not open. */
final class Wrapping {
    private static final int KEY_BITS = 256;

    private final MasterKeys masters;
    private final SecureRandom random;
    private final AesGcm cipher;

    Wrapping(MasterKeys masters, SecureRandom random) {
        this.masters = masters;
        this.random = random;
        this.cipher = new AesGcm(random);
    }

    WrappedKey make(TenantId tenant, int version, Instant now) {
        return wrap(tenant, version, fresh(), now);
    }

    SecretKey open(TenantId tenant, WrappedKey key) {
        MasterKey master = masters.require(key.masterKey());
        return cipher.open(master.key(), context(tenant, key.version()), key.wrapped())
                .<SecretKey>map(bytes -> new SecretKeySpec(bytes, "AES"))
                .orElseThrow(() -> new UnopenableException(
                        Why.KEY_MISSING,
                        "master key " + master.id() + " does not open data key " + key.version() + " of "
                                + tenant.value()
                                + ": it is another key under the same id, or the data key was altered"));
    }

    boolean isCurrent(WrappedKey key) {
        return key.masterKey().equals(masters.first().id());
    }

    /** The same key under the first master key. */
    WrappedKey renew(TenantId tenant, WrappedKey key) {
        return wrap(tenant, key.version(), open(tenant, key), key.madeAt());
    }

    private WrappedKey wrap(TenantId tenant, int version, SecretKey key, Instant madeAt) {
        MasterKey master = masters.first();
        byte[] wrapped = cipher.seal(master.key(), context(tenant, version), key.getEncoded());
        return new WrappedKey(version, master.id(), wrapped, madeAt);
    }

    private SecretKey fresh() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS, random);
            return generator.generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static byte[] context(TenantId tenant, int version) {
        return (tenant.value() + "\ndata key\n" + version).getBytes(StandardCharsets.UTF_8);
    }
}
