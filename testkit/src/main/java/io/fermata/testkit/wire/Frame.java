package io.fermata.testkit.wire;

import io.fermata.testkit.json.Json;

/**
 * One server-sent event as bytes.
 *
 * @param content whether it carries a piece of the answer: only these are paced and counted by a cut
 */
public record Frame(byte[] bytes, boolean content) {
    public static Frame data(String json, boolean content) {
        return new Frame(Json.utf8("data: " + json + "\n\n"), content);
    }

    public static Frame event(String name, String json, boolean content) {
        return new Frame(Json.utf8("event: " + name + "\ndata: " + json + "\n\n"), content);
    }
}
