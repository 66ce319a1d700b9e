package io.fermata.e2e.torture.evidence;

import io.fermata.e2e.leak.Leaks;
import io.fermata.e2e.leak.Needles;
import io.fermata.e2e.leak.Traces;
import java.util.List;
import java.util.Map;

/** Looks for a planted secret in all that the tortured stack leaves behind. */
public record SecretSearch(Traces traces, String secret) {
    List<String> find() {
        Leaks leaks = new Leaks(new Needles(Map.of(secret, "the planted secret")));
        traces.read(leaks);
        return leaks.found().stream().map(Leaks.Leak::toString).toList();
    }
}
