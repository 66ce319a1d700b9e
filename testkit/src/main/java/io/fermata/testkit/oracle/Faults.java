package io.fermata.testkit.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The faults that wait for a request to befall. Each befalls one. */
final class Faults {
    private final List<Fault> armed = new ArrayList<>();
    private final Map<String, Long> befallen = new TreeMap<>();

    synchronized void arm(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            armed.add(fault);
        }
    }

    /** Whatever has not befallen anybody by now never will. */
    synchronized void disarm() {
        armed.clear();
    }

    synchronized @Nullable Fault take(String kindOfRequest) {
        for (int i = 0; i < armed.size(); i++) {
            if (armed.get(i).meant(kindOfRequest)) {
                var fault = armed.remove(i);
                befallen.merge(kindOfRequest + " " + fault.kind().wire(), 1L, Long::sum);
                return fault;
            }
        }
        return null;
    }

    synchronized Map<String, Long> befallen() {
        return new TreeMap<>(befallen);
    }

    synchronized int armed() {
        return armed.size();
    }
}
