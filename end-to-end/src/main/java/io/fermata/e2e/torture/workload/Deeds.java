package io.fermata.e2e.torture.workload;

import io.fermata.e2e.torture.evidence.Evidence.Deed;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What changed the platform's state and was confirmed to whoever asked for it. */
public final class Deeds {
    private final Queue<Deed> done = new ConcurrentLinkedQueue<>();

    void done(String tenant, String action, String resourceId) {
        done.add(new Deed(tenant, action, resourceId));
    }

    public List<Deed> done() {
        return List.copyOf(done);
    }
}
