package io.fermata.executor.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which kinds of a sealed family have been met. */
final class Kinds {

    private final Set<String> met = new TreeSet<>();

    void saw(RunState state, List<Effect> effects) {
        state.calls().values().forEach(this::add);
        effects.forEach(effect -> {
            add(effect);
            if (effect instanceof Effect.Finish(Effect.Ending ending)) {
                add(ending);
            }
        });
    }

    void saw(List<Step> steps) {
        steps.forEach(this::add);
    }

    private void add(Object value) {
        met.add(name(value.getClass()));
    }

    Set<String> met() {
        return met;
    }

    static Stream<String> of(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? of(kind) : Stream.of(name(kind)));
    }

    private static String name(Class<?> kind) {
        return kind.getEnclosingClass().getSimpleName() + "." + kind.getSimpleName();
    }
}
