package io.fermata.tools.secrets;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Opens secrets for a call to one host. */
@Component
public class Secrets {
    private final SecretStore store;
    private final SecretBox box;

    Secrets(SecretStore store, SecretBox box) {
        this.store = store;
        this.box = box;
    }

    /**
     * Gives the values by name.
     *
     * @param host where they will be sent, host or host:port in lower case
     * @throws SecretUnavailableException when one does not exist, is not bound to the host or cannot be opened any more
     */
    public Map<String, String> open(Set<String> names, String host) throws SecretUnavailableException {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> opened = new HashMap<>();
        for (SealedSecret secret : store.find(names)) {
            if (!secret.boundTo(host)) {
                throw new SecretUnavailableException(
                        "The secret " + secret.name().value() + " is not for this host.");
            }
            opened.put(secret.name().value(), box.open(secret));
        }
        for (String name : names) {
            if (!opened.containsKey(name)) {
                throw new SecretUnavailableException("There is no secret called " + name + ".");
            }
        }
        return opened;
    }
}
