package io.fermata.starter.security;

/** HMAC-SHA256 under a key derived from {@code fermata.secret-key}, one key per purpose. */
public interface KeyedHash {
    /** @param purpose names the derived key, for example {@code api-key} */
    byte[] hash(String purpose, byte[] data);
}
