package io.fermata.e2e.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the caller may choose.
 *
 * @param concurrency runs at once, one measurement each
 * @param measured how long the platform is measured per concurrency; the references take a third of it each
 */
record BenchOptions(List<Integer> concurrency, Duration measured) {
    private static final int MOST_CONCURRENCY = 256;

    BenchOptions {
        concurrency = List.copyOf(concurrency);
        if (concurrency.isEmpty() || concurrency.stream().anyMatch(runs -> runs < 1 || runs > MOST_CONCURRENCY)) {
            throw new IllegalArgumentException("--concurrency takes numbers from 1 to " + MOST_CONCURRENCY);
        }
        if (measured.toSeconds() < 1 || measured.toSeconds() > 300) {
            throw new IllegalArgumentException("--seconds takes 1 to 300");
        }
    }

    static BenchOptions of(List<String> arguments) {
        List<Integer> concurrency = List.of(1, 16, 64);
        Duration measured = Duration.ofSeconds(20);
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--concurrency" ->
                    concurrency = Arrays.stream(value.split(","))
                            .map(BenchOptions::number)
                            .toList();
                case "--seconds" -> measured = Duration.ofSeconds(number(value));
                default ->
                    throw new IllegalArgumentException("unknown option " + arguments.get(i)
                            + "; there are --concurrency 1,16,64 and --seconds 20");
            }
        }
        return new BenchOptions(concurrency, measured);
    }

    private static int number(String text) {
        if (!text.strip().matches("\\d{1,6}")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Integer.parseInt(text.strip());
    }
}
