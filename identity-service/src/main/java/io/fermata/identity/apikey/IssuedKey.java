package io.fermata.identity.apikey;

/** A key at the only moment its secret is known. */
public record IssuedKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedKey[" + key.id() + "]";
    }
}
