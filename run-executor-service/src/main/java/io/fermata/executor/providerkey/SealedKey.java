package io.fermata.executor.providerkey;

/**
 * A tenant's key as it lies in the database.
 *
 * @param sealed as the {@code Sealer} writes it
 */
record SealedKey(ProviderName provider, int version, String sealed) {
    @Override
    public String toString() {
        return provider.value() + " v" + version;
    }
}
