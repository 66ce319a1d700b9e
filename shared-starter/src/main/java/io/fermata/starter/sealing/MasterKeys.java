package io.fermata.starter.sealing;

import io.fermata.starter.sealing.UnopenableException.Why;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The master keys that are known. The first one wraps; the others open what was wrapped with them before. */
final class MasterKeys {
    private final MasterKey first;
    private final Map<String, MasterKey> known;

    private MasterKeys(MasterKey first, Map<String, MasterKey> known) {
        this.first = first;
        this.known = known;
    }

    /** @param text keys, newest first, between commas or line breaks */
    static MasterKeys parse(String text) {
        Map<String, MasterKey> known = new LinkedHashMap<>();
        Arrays.stream(text.split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(MasterKey::parse)
                .forEach(key -> {
                    if (known.putIfAbsent(key.id(), key) != null) {
                        throw new IllegalArgumentException("there are two master keys " + key.id());
                    }
                });
        if (known.isEmpty()) {
            throw new IllegalArgumentException("there is no master key");
        }
        return new MasterKeys(known.values().iterator().next(), known);
    }

    MasterKey first() {
        return first;
    }

    MasterKey require(String id) {
        MasterKey key = known.get(id);
        if (key == null) {
            throw new UnopenableException(
                    Why.KEY_MISSING, "data keys are wrapped with master key " + id + ", which is not configured");
        }
        return key;
    }

    Set<String> ids() {
        return known.keySet();
    }
}
