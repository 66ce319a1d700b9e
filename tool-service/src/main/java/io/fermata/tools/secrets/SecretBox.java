package io.fermata.tools.secrets;

import io.fermata.starter.tenancy.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM. Tenant, name and version are authenticated with the value: a ciphertext copied to another row, tenant or
 * version does not open.
 */
final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    SecretBox(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    SealedSecret seal(TenantId tenant, SecretName name, int version, String value, List<String> allowedHosts) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = value.getBytes(StandardCharsets.UTF_8);
        byte[] ciphertext = apply(
                Cipher.ENCRYPT_MODE, ByteBuffer.wrap(nonce), label(tenant, name, version), ByteBuffer.wrap(plain));
        ByteBuffer sealed =
                ByteBuffer.allocate(NONCE_BYTES + ciphertext.length).put(nonce).put(ciphertext);
        return new SealedSecret(name, version, Base64.getEncoder().encodeToString(sealed.array()), allowedHosts);
    }

    String open(TenantId tenant, SealedSecret secret) {
        ByteBuffer sealed = ByteBuffer.wrap(Base64.getDecoder().decode(secret.sealed()));
        ByteBuffer nonce = sealed.slice(0, NONCE_BYTES);
        ByteBuffer ciphertext = sealed.slice(NONCE_BYTES, sealed.capacity() - NONCE_BYTES);
        byte[] label = label(tenant, secret.name(), secret.version());
        return new String(apply(Cipher.DECRYPT_MODE, nonce, label, ciphertext), StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, ByteBuffer nonce, byte[] label, ByteBuffer input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, bytes(nonce)));
            cipher.updateAAD(label);
            return cipher.doFinal(bytes(input));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a secret cannot be read: was FERMATA_SECRET_KEY changed since it was stored?", e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] label(TenantId tenant, SecretName name, int version) {
        return (tenant.value() + "/" + name.value() + "/" + version).getBytes(StandardCharsets.UTF_8);
    }
}
