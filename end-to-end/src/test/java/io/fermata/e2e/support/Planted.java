package io.fermata.e2e.support;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.leak.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every credential that came up in the tests so far, and every refusal they were answered with. */
public final class Planted {
    private static final Map<String, String> SECRETS = new ConcurrentHashMap<>();
    private static final Set<String> REFUSALS = ConcurrentHashMap.newKeySet();

    private Planted() {}

    /** Remembers the secret part of it: everybody may see a key's prefix and what a token says. */
    public static String secret(String what, String secret) {
        SECRETS.put(secretPart(secret), what);
        return secret;
    }

    private static String secretPart(String secret) {
        if (secret.startsWith("fk_")) {
            return secret.substring(secret.lastIndexOf('_') + 1);
        }
        return secret.startsWith("eyJ") ? secret.substring(secret.lastIndexOf('.') + 1) : secret;
    }

    /** What they are, by what they read. */
    public static Map<String, String> secrets() {
        return Map.copyOf(SECRETS);
    }

    static void heard(Answer answer) {
        if (answer.status() >= 400) {
            REFUSALS.add(answer.headers() + answer.body());
        }
    }

    /** The text of every refusal, with its headers. */
    public static void readRefusals(Traces.Reader reader) {
        REFUSALS.forEach(answer -> reader.read("refusals", answer.getBytes(StandardCharsets.UTF_8)));
    }
}
