package io.fermata.e2e.http;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP answer, read to its end.
 *
 * @param headers names in lower case
 */
public record Answer(int status, Map<String, String> headers, String body) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public JsonNode json() {
        return Json.read(body);
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /**
     * This answer.
     *
     * @throws IllegalStateException with the whole answer when it tells of a failure
     */
    public Answer requireSuccess(String what) {
        if (!isSuccess()) {
            throw new IllegalStateException(what + " was answered " + status + ": " + body);
        }
        return this;
    }
}
