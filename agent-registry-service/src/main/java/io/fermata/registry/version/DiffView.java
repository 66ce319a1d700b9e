package io.fermata.registry.version;

import java.util.List;

/** What one has to change in the configuration of version {@code from} to get that of version {@code to}. */
record DiffView(String agentId, int from, int to, List<ConfigDiff.Change> changes) {
    DiffView {
        changes = List.copyOf(changes);
    }
}
