package io.fermata.starter.sealing;

import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.security.AesGcm;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what the current tenant has stored, with keys of its own (AES-256-GCM). A value opens only for the same tenant at
 * the same place, and for nobody once the tenant is erased.
 */
public final class Sealer {
    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private final DataKeys keys;
    private final AesGcm cipher;

    Sealer(DataKeys keys, AesGcm cipher) {
        this.keys = keys;
        this.cipher = cipher;
    }

    /** Text for the column: printable ASCII, a third longer than {@code plain} and some fifty characters. */
    public String seal(Place place, byte[] plain) {
        KeyRing.Key key = keys.newest();
        byte[] sealed = cipher.seal(key.secret(), place.context(Tenants.current()), plain);
        return new SealedText(key.version(), sealed).text();
    }

    public String seal(Place place, String plain) {
        return seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What was sealed.
     *
     * @throws UnopenableException when the key is gone, or this is not what was sealed for this tenant and place
     */
    public byte[] open(Place place, String sealed) {
        return open(place, SealedText.parse(sealed));
    }

    byte[] open(Place place, SealedText parts) {
        KeyRing.Key key = keys.require(parts.keyVersion());
        return cipher.open(key.secret(), place.context(Tenants.current()), parts.sealed())
                .orElseThrow(() -> new UnopenableException(
                        Why.ALTERED, "a value in " + place.column() + " was altered, or sealed for another row"));
    }

    /** Empty, with a warning, for what {@link #open} refuses: for values that can be had again, or done without. */
    public Optional<byte[]> tryOpen(Place place, String sealed) {
        try {
            return Optional.of(open(place, sealed));
        } catch (UnopenableException e) {
            log.atWarn()
                    .addKeyValue("column", place.column())
                    .addKeyValue("reason", e.toString())
                    .log("a stored value cannot be opened");
            return Optional.empty();
        }
    }

    /** {@link #tryOpen} for what was sealed as text. */
    public Optional<String> tryOpenText(Place place, String sealed) {
        return tryOpen(place, sealed).map(plain -> new String(plain, StandardCharsets.UTF_8));
    }
}
