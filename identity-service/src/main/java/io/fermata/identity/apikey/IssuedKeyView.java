package io.fermata.identity.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** @param key the whole secret: shown here and never again */
record IssuedKeyView(@JsonUnwrapped ApiKeyView shown, String key) {
    static IssuedKeyView of(IssuedKey issued, Instant now) {
        return new IssuedKeyView(ApiKeyView.of(issued.key(), now), issued.secret());
    }

    @Override
    public String toString() {
        return "IssuedKeyView[" + shown.id() + "]";
    }
}
