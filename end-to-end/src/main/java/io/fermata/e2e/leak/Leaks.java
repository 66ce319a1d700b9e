package io.fermata.e2e.leak;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Notes where needles lie in what is read to it. */
public final class Leaks implements Traces.Reader {
    private final Needles needles;
    private final Set<Leak> found = new TreeSet<>();
    private final Set<String> places = new TreeSet<>();

    /** A secret, and where it lies. */
    public record Leak(String what, String place) implements Comparable<Leak> {
        @Override
        public int compareTo(Leak other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return what + " in the " + place;
        }
    }

    public Leaks(Needles needles) {
        this.needles = needles;
    }

    @Override
    public void read(String place, byte[] text) {
        places.add(place);
        needles.in(text).forEach(what -> found.add(new Leak(what, place)));
    }

    public Set<Leak> found() {
        return Collections.unmodifiableSet(found);
    }

    /** Everywhere that was looked. */
    public Set<String> places() {
        return Collections.unmodifiableSet(places);
    }
}
