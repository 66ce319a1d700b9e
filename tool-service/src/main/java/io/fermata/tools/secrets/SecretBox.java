package io.fermata.tools.secrets;

import io.fermata.starter.sealing.Place;
import io.fermata.starter.sealing.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seals with the tenant's keys, for the secret's name and version: no other row's value passes for it. */
@Component
class SecretBox {
    private static final String COLUMN = "secrets.sealed";

    private final Sealer sealer;

    SecretBox(Sealer sealer) {
        this.sealer = sealer;
    }

    SealedSecret seal(SecretName name, int version, String value, List<String> allowedHosts) {
        return new SealedSecret(name, version, sealer.seal(place(name, version), value), allowedHosts);
    }

    String open(SealedSecret secret) throws SecretUnavailableException {
        return sealer.tryOpenText(place(secret.name(), secret.version()), secret.sealed())
                .orElseThrow(() -> new SecretUnavailableException(
                        "The secret " + secret.name().value() + " cannot be read any more. Store it again."));
    }

    private static Place place(SecretName name, int version) {
        return new Place(COLUMN, name.value() + "/" + version);
    }
}
