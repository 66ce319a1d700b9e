package io.fermata.e2e.overload;

import java.time.Duration;
import java.util.List;

/**
 * What the caller may choose.
 *
 * @param starts that the busy tenant wants in each flood
 * @param over how long each flood takes
 * @param floods how often; those that warm the stack up come first and are not counted
 * @param runs that wait for the model while it is away
 * @param outage how long it is away
 * @param pace calls per second of the model's key
 */
public record OverloadOptions(int starts, Duration over, int floods, int runs, Duration outage, int pace) {
    public static final OverloadOptions LONG =
            new OverloadOptions(5_000, Duration.ofSeconds(10), 3, 500, Duration.ofSeconds(60), 50);

    public OverloadOptions {
        require(starts >= 1 && starts <= 100_000, "--starts takes 1 to 100000");
        require(over.toSeconds() >= 1 && over.toSeconds() <= 600, "--seconds takes 1 to 600");
        require(floods >= 1 && floods <= 100, "--floods takes 1 to 100");
        require(runs >= 1 && runs <= 900, "--runs takes 1 to 900: the model remembers 1000 requests");
        require(outage.toSeconds() >= 1 && outage.toSeconds() <= 600, "--outage takes 1 to 600 seconds");
        require(pace >= 1 && pace <= 1_000, "--pace takes 1 to 1000");
    }

    static OverloadOptions of(List<String> arguments) {
        OverloadOptions options = LONG;
        for (int i = 0; i < arguments.size(); i += 2) {
            require(i + 1 < arguments.size(), arguments.get(i) + " needs a value");
            options = options.with(arguments.get(i), number(arguments.get(i + 1)));
        }
        return options;
    }

    private OverloadOptions with(String option, int value) {
        return switch (option) {
            case "--starts" -> new OverloadOptions(value, over, floods, runs, outage, pace);
            case "--seconds" -> new OverloadOptions(starts, Duration.ofSeconds(value), floods, runs, outage, pace);
            case "--floods" -> new OverloadOptions(starts, over, value, runs, outage, pace);
            case "--runs" -> new OverloadOptions(starts, over, floods, value, outage, pace);
            case "--outage" -> new OverloadOptions(starts, over, floods, runs, Duration.ofSeconds(value), pace);
            case "--pace" -> new OverloadOptions(starts, over, floods, runs, outage, value);
            default ->
                throw new IllegalArgumentException("unknown option " + option
                        + "; there are --starts 5000, --seconds 10, --floods 3, --runs 500, --outage 60 and --pace 50");
        };
    }

    private static int number(String text) {
        require(text.matches("\\d{1,6}"), "not a number: " + text);
        return Integer.parseInt(text);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
