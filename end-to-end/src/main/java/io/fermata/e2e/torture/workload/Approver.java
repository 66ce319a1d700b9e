package io.fermata.e2e.torture.workload;

import io.fermata.e2e.http.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Decides whatever waits for a decision: one in five is rejected, whoever it is. */
public final class Approver implements Runnable {
    private static final int EVERY_REJECTED = 5;

    private final List<Party> parties;
    private final Deeds deeds;
    private final AtomicLong decided = new AtomicLong();

    /** @param deeds to which is added what was confirmed */
    public Approver(List<Party> parties, Deeds deeds) {
        this.parties = List.copyOf(parties);
        this.deeds = deeds;
    }

    public long decided() {
        return decided.get();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                parties.forEach(this::decideAll);
                TimeUnit.MILLISECONDS.sleep(1500);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void decideAll(Party party) {
        try {
            Answer pending = party.gateway().send("GET", "/api/v1/approvals?status=pending&limit=100", null);
            if (pending.isSuccess()) {
                pending.json().path("data").forEach(approval -> decide(party, approval));
            }
        } catch (UncheckedIOException _) {
            return; // the platform is being tortured; the next round asks again
        }
    }

    private void decide(Party party, JsonNode approval) {
        String id = approval.path("id").asString();
        String verb = Math.floorMod(id.hashCode(), EVERY_REJECTED) == 0 ? "reject" : "approve";
        Answer answer =
                party.gateway().send("POST", "/api/v1/approvals/" + id + "/" + verb, Map.of("notes", "torture"));
        if (answer.isSuccess()) {
            deeds.done(party.tenant(), "approval." + verb, id);
            decided.incrementAndGet();
        }
    }
}
