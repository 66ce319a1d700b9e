package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import java.util.ArrayList;
import java.util.List;

/** What the next commit of a run will hold. */
final class Draft {

    final List<Step> steps = new ArrayList<>();
    final List<Attempt> attempts = new ArrayList<>();
    final List<Signal> consumed = new ArrayList<>();
    final List<Message> events = new ArrayList<>();

    boolean isEmpty() {
        return steps.isEmpty() && attempts.isEmpty() && consumed.isEmpty() && events.isEmpty();
    }
}
