package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import io.fermata.executor.simulation.Message.ApprovalDecided;
import io.fermata.executor.simulation.Message.ApprovalRequired;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Those who start runs, decide about held calls, end runs early, and find out what became of lost ones. */
final class People {

    private static final long EXPIRY = 60_000;
    private static final long LONG_ENOUGH = 15_000;

    private final World world;
    private final Map<String, Approval> approvals = new HashMap<>();
    private final Map<String, Long> doubts = new HashMap<>();
    private final Set<String> reconciled = new HashSet<>();

    People(World world) {
        this.world = world;
    }

    record Approval(ApprovalRequired asked, long expiresAt, Optional<Step.Decision> decision, long decidedAt) {
        boolean allows(String argumentsSha256) {
            return decision.filter(Step.Decision.APPROVED::equals).isPresent()
                    && decidedAt <= expiresAt
                    && asked.argumentsSha256().equals(argumentsSha256);
        }
    }

    void start(int runs) {
        for (int run = 0; run < runs; run++) {
            int wanted = run;
            long at = world.fate().below(20_000);
            world.after(at, () -> request(wanted));
            if (world.fate().strikes(Fault.CANCEL)) {
                world.after(at + world.fate().below(40_000), () -> cancel(wanted));
            }
        }
        world.tick(3_000, this::reconcile);
    }

    private void request(int run) {
        boolean byChannel = world.fate().chance(40);
        if (!byChannel) {
            world.disk().create(run);
        }
        world.bus().publish(new Message.RunRequested(run, byChannel));
    }

    private void cancel(int run) {
        if (world.disk().signal(run, new Signal.Cancelled())) {
            world.tally().count("runs cancelled");
            world.anyInstance(instance -> instance.wake(run));
        }
    }

    /** The approval service takes a request once, and answers it once. */
    boolean asked(ApprovalRequired required) {
        long expiresAt = world.now() + EXPIRY;
        if (approvals.putIfAbsent(required.approvalId(), new Approval(required, expiresAt, Optional.empty(), 0))
                != null) {
            world.tally().count("duplicates absorbed");
            return true;
        }
        if (world.fate().strikes(Fault.FORGE)) {
            decide(required, Step.Decision.APPROVED, "another hash");
        }
        long when = world.fate().between(100, EXPIRY + EXPIRY / 5);
        world.after(Math.min(when, EXPIRY), () -> decide(required.approvalId()));
        return true;
    }

    private void decide(String approvalId) {
        Approval open = approvals.get(approvalId);
        Step.Decision decision = world.now() >= open.expiresAt()
                ? Step.Decision.EXPIRED
                : world.fate().chance(75) ? Step.Decision.APPROVED : Step.Decision.REJECTED;
        approvals.put(approvalId, new Approval(open.asked(), open.expiresAt(), Optional.of(decision), world.now()));
        world.tally().count("approvals " + decision.name().toLowerCase(Locale.ROOT));
        decide(open.asked(), decision, open.asked().argumentsSha256());
    }

    private void decide(ApprovalRequired asked, Step.Decision decision, String argumentsSha256) {
        world.bus()
                .publish(new ApprovalDecided(
                        "evt_" + world.nextId(), asked.approvalId(), asked.run(), decision, argumentsSha256));
    }

    Optional<Approval> approval(String approvalId) {
        return Optional.ofNullable(approvals.get(approvalId));
    }

    /** Nobody looks before whatever was under way has arrived or never will. */
    private void reconcile() {
        for (Row row : world.disk().rows()) {
            if (row.status == Row.Status.AWAITS_PERSON) {
                world.logs().doubts(row.run).forEach(order -> reconcile(row, order));
            }
        }
        world.tick(3_000, this::reconcile);
    }

    private void reconcile(Row row, Order doubt) {
        long since = doubts.computeIfAbsent(doubt.effectKey(), _ -> world.now());
        if (world.now() - since < LONG_ENOUGH || !reconciled.add(doubt.effectKey())) {
            return;
        }
        boolean done = world.outside().hasHappened(doubt);
        world.tally().count(done ? "doubts found done" : "doubts found not done");
        Step.Verdict verdict = done ? Step.Verdict.DONE : Step.Verdict.NOT_DONE;
        world.disk().signal(row.run, new Signal.Reconciled(doubt.effectKey(), verdict));
        world.anyInstance(instance -> instance.wake(row.run));
    }
}
