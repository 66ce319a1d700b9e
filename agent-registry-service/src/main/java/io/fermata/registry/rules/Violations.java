package io.fermata.registry.rules;

import io.fermata.starter.problem.FieldProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document, so that a caller can mend everything in one go. */
public final class Violations {
    private final List<FieldProblem> found = new ArrayList<>();

    public void add(String pointer, String detail) {
        found.add(new FieldProblem(pointer, detail));
    }

    public void unless(boolean fine, String pointer, String detail) {
        if (!fine) {
            add(pointer, detail);
        }
    }

    public void text(String pointer, @Nullable String value, int longest) {
        unless(value == null || value.length() <= longest, pointer, "must have at most " + longest + " characters");
    }

    public void requiredText(String pointer, String value, int longest) {
        unless(!value.isBlank(), pointer, "must not be blank");
        text(pointer, value, longest);
    }

    public void between(String pointer, long value, long least, long most) {
        unless(value >= least && value <= most, pointer, "must be between " + least + " and " + most);
    }

    public void between(String pointer, BigDecimal value, BigDecimal least, BigDecimal most) {
        boolean inside = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        unless(inside, pointer, "must be between " + least.toPlainString() + " and " + most.toPlainString());
    }

    public void oneOf(String pointer, String value, Collection<String> allowed) {
        unless(allowed.contains(value), pointer, "must be one of " + String.join(", ", allowed));
    }

    /** Checks each item's form and that no item is there twice; the pointer names the item. */
    public void items(String pointer, List<String> items, int most, Pattern form) {
        unless(items.size() <= most, pointer, "must have at most " + most + " items");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i);
            unless(form.matcher(item).matches(), pointer + "/" + i, "must match " + form.pattern());
            unless(seen.add(item), pointer + "/" + i, "is there twice");
        }
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<FieldProblem> all() {
        return List.copyOf(found);
    }
}
