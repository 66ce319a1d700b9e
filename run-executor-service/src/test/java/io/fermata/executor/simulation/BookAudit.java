package io.fermata.executor.simulation;

import java.util.HashMap;
import java.util.Map;

/** Compares what is billed with what the provider of the models counted. */
final class BookAudit {

    private record Served(long promptTokens, long completionTokens) {}

    private final World world;
    private final Map<Long, Served> served = new HashMap<>();
    private final Map<Long, Attempt> bills = new HashMap<>();

    BookAudit(World world) {
        this.world = world;
    }

    /** A question reaches the provider. */
    void asked(Attempt attempt) {
        Row row = world.disk().find(attempt.run()).orElseThrow();
        Violation.unless(row.attempts.containsKey(attempt.id()), Invariant.INTENT_FIRST, attempt.toString());
    }

    void served(Attempt attempt, long promptTokens, long completionTokens) {
        Violation.unless(
                served.put(attempt.id(), new Served(promptTokens, completionTokens)) == null,
                Invariant.EFFECT_AT_MOST_ONCE,
                attempt.toString());
        world.tally().count("model calls served");
    }

    void billed(Attempt attempt) {
        Violation.unless(bills.put(attempt.id(), attempt) == null, Invariant.USAGE_ADDS_UP, "billed twice: " + attempt);
    }

    /** Looks at what can only be judged in the end. */
    void close() {
        for (Row row : world.disk().rows()) {
            row.attempts.values().forEach(this::requireBill);
        }
        served.keySet()
                .forEach(id -> Violation.unless(
                        bills.containsKey(id), Invariant.USAGE_ADDS_UP, "attempt " + id + " was never billed"));
    }

    private void requireBill(Attempt attempt) {
        Served counted = served.get(attempt.id());
        boolean right = switch (attempt.state()) {
            case INTENT -> false;
            case DONE -> new Served(attempt.promptTokens(), attempt.completionTokens()).equals(counted);
            case FAILED -> counted == null;
            case UNKNOWN -> true;
        };
        Violation.unless(right && bills.containsKey(attempt.id()), Invariant.USAGE_ADDS_UP, attempt + " / " + counted);
    }
}
