package io.fermata.testkit.wire;

/**
 * One server-sent event, or a part of one.
 *
 * @param content whether it carries a piece of the answer: only these are paced and counted by a cut
 */
public record Frame(String text, boolean content) {
    public static Frame data(String json, boolean content) {
        return new Frame("data: " + json + "\n\n", content);
    }

    public static Frame event(String name, String json, boolean content) {
        return new Frame("event: " + name + "\ndata: " + json + "\n\n", content);
    }
}
