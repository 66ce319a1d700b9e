package io.fermata.starter.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What several threads did to one thing, and saw. It is linearizable when one thread could have seen the same, doing it
 * all in some order in which nothing comes before what had ended when it began.
 *
 * @param <S> the thing as a value, in memory, for one thread
 */
public final class History<S> {
    private final AtomicLong clock = new AtomicLong();
    private final List<Event<S>> events = new ArrayList<>();

    /** What an operation makes of the thing, and answers. */
    public record Step<S>(S next, Object answer) {}

    private record Event<S>(String name, Function<S, Step<S>> meaning, Object answer, long began, long ended) {
        @Override
        public String toString() {
            return "%d–%d %s = %s".formatted(began, ended, name, answer);
        }
    }

    private record Visited(int done, Object state) {}

    /** Does something to the real thing, and notes when, and what it answered. */
    public void perform(String name, Supplier<?> real, Function<S, Step<S>> meaning) {
        long began = clock.incrementAndGet();
        Object answer = real.get();
        Event<S> event = new Event<>(name, meaning, answer, began, clock.incrementAndGet());
        synchronized (events) {
            events.add(event);
        }
    }

    public boolean isLinearizable(S start) {
        return search(start, 0, new HashSet<>());
    }

    private boolean search(S state, int done, Set<Visited> visited) {
        if (done == (1 << events.size()) - 1) {
            return true;
        }
        if (!visited.add(new Visited(done, state))) {
            return false;
        }
        for (int i = 0; i < events.size(); i++) {
            if ((done & (1 << i)) == 0 && mayBeNext(i, done)) {
                Step<S> step = events.get(i).meaning().apply(state);
                if (step.answer().equals(events.get(i).answer()) && search(step.next(), done | (1 << i), visited)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mayBeNext(int candidate, int done) {
        long began = events.get(candidate).began();
        for (int i = 0; i < events.size(); i++) {
            if ((done & (1 << i)) == 0 && events.get(i).ended() < began) {
                return false;
            }
        }
        return true;
    }

    /** One operation a line, by its beginning and its end. */
    @Override
    public String toString() {
        return events.stream().map(Event::toString).sorted().reduce("", (all, event) -> all + event + "\n");
    }
}
