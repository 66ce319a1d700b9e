package io.fermata.executor.intake;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that is wrong with a report, so that its sender hears of it at once. */
final class Complaints {

    static final int LONGEST_TEXT = 2_000;
    static final String NAME = "must have 1 to 200 characters.";

    private static final int LONGEST_NAME = 200;
    private static final long MOST = 1_000_000_000;

    private final List<FieldProblem> problems = new ArrayList<>();

    static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_NAME;
    }

    void unless(boolean good, String pointer, String detail) {
        if (!good) {
            problems.add(new FieldProblem(pointer, detail));
        }
    }

    /** Of tokens or of milliseconds. */
    void amount(@Nullable Long amount, String pointer) {
        unless(amount == null || (amount >= 0 && amount <= MOST), pointer, "must be from 0 to " + MOST + ".");
    }

    void size(@Nullable JsonNode json, String pointer, int most) {
        unless(json == null || json.toString().length() <= most, pointer, "must have at most " + most + " characters.");
    }

    <T> void each(String pointer, List<@Nullable T> items, int most, BiConsumer<T, String> check) {
        unless(items.size() <= most, pointer, "must have at most " + most + " items.");
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            if (item == null) {
                unless(false, pointer + "/" + i, "must be an object.");
            } else {
                check.accept(item, pointer + "/" + i);
            }
        }
    }

    /** @throws ProblemException 422 when there is anything to complain of */
    void raise() {
        if (!problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
    }
}
