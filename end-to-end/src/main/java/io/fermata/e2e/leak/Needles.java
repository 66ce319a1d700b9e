package io.fermata.e2e.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Texts that must be found nowhere, all looked for at once and in every spelling that a system might give them. */
public final class Needles {
    private static final int BEGINNING = 8;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    private record Needle(String name, byte[] bytes) {
        boolean isAt(byte[] hay, int from) {
            int end = from + bytes.length;
            return end <= hay.length && Arrays.equals(bytes, 0, bytes.length, hay, from, end);
        }
    }

    private final Map<Long, List<Needle>> byBeginning = new HashMap<>();
    private final boolean[] lastTwo = new boolean[1 << 16];

    /** @param names what each text is, which is what will be told of it */
    public Needles(Map<String, String> names) {
        names.forEach((text, name) -> {
            if (text.length() < BEGINNING) {
                throw new IllegalArgumentException(name + " is too short to be looked for");
            }
            Spellings.of(text).forEach(spelling -> add(new Needle(name, spelling)));
        });
    }

    /** The names of those that are in the text. */
    public Set<String> in(byte[] hay) {
        Set<String> found = new TreeSet<>();
        long beginning = 0;
        for (int at = 0; at < hay.length; at++) {
            beginning = (beginning << Byte.SIZE) | (hay[at] & 0xFF);
            if (at >= BEGINNING - 1 && lastTwo[(int) (beginning & 0xFFFF)]) {
                collect(beginning, hay, at - BEGINNING + 1, found);
            }
        }
        return found;
    }

    private void collect(long beginning, byte[] hay, int from, Set<String> found) {
        byBeginning.getOrDefault(beginning, List.of()).stream()
                .filter(needle -> needle.isAt(hay, from))
                .forEach(needle -> found.add(needle.name()));
    }

    private void add(Needle needle) {
        long beginning = 0;
        for (int at = 0; at < BEGINNING; at++) {
            beginning = (beginning << Byte.SIZE) | (needle.bytes()[at] & 0xFF);
        }
        lastTwo[(int) (beginning & 0xFFFF)] = true;
        byBeginning.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(needle);
    }
}
