package io.fermata.starter.relay;

import io.fermata.starter.relay.ReplicationSlot.State;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The relay from taking the slot to losing it: engine, producer and auditor live and end together. */
final class RelayRun {
    private static final Logger log = LoggerFactory.getLogger(RelayRun.class);
    private static final AtomicLong RUNS = new AtomicLong();

    private final RelayDatabase database;
    private final RelayProperties properties;
    private final Supplier<RelaySender> senders;
    private final OutboxMessages messages;
    private final RelayMarks marks;
    private final Clock clock;
    private final RelayLedger ledger;
    private final ReplicationSlot slot;
    private boolean offsetDoubted;

    private volatile Ending ending = () -> {};

    /** What ends the run that is going on. */
    private interface Ending {
        void end() throws IOException, InterruptedException;
    }

    RelayRun(
            RelayDatabase database,
            RelayProperties properties,
            Supplier<RelaySender> senders,
            OutboxMessages messages,
            RelayMarks marks,
            Clock clock) {
        this.database = database;
        this.properties = properties;
        this.senders = senders;
        this.messages = messages;
        this.marks = marks;
        this.clock = clock;
        this.ledger = new RelayLedger(database);
        this.slot = new ReplicationSlot(database);
    }

    /** Whether another replica is at it. */
    boolean taken() {
        return slot.state() == State.TAKEN;
    }

    /** Relays until the engine fails, which it throws, or until {@link #end}. */
    void run(Runnable polling) throws InterruptedException {
        marks.reset();
        OutboxComparison comparison = new OutboxComparison(database);
        OutboxAuditor auditor = new OutboxAuditor(comparison, new OutboxReplay(comparison, messages), ledger);
        try (RelaySender sender = senders.get();
                AuditRounds rounds = new AuditRounds(auditor, sender, marks)) {
            ending = sender::close;
            heal(auditor, sender);
            relay(sender, () -> {
                rounds.start(properties.auditInterval());
                polling.run();
            });
        } finally {
            ending = () -> {};
        }
    }

    /** Lets the batch in flight finish where the broker allows it, and ends the run. May be called again. */
    void end() throws IOException, InterruptedException {
        ending.end();
    }

    private void relay(RelaySender sender, Runnable polling) throws InterruptedException {
        RelayBatch batch = new RelayBatch(ledger);
        RelayHandler handler = new RelayHandler(messages, sender, batch, marks::seen);
        RelayEngine engine = new RelayEngine(
                RelaySettings.of(database.properties(), slot.name(), properties, RUNS.incrementAndGet()),
                handler,
                batch,
                polling);
        ending = () -> {
            if (!handler.pause()) {
                sender.close();
            }
            engine.close();
        };
        try {
            engine.run();
        } catch (RelayFailedException e) {
            offsetDoubted = true;
            throw e;
        }
    }

    private void heal(OutboxAuditor auditor, RelaySender sender) throws InterruptedException {
        State state = slot.state();
        if (state == State.LOST) {
            log.atWarn().addKeyValue("slot", slot.name()).log("the replication slot is lost and is made anew");
            slot.drop();
        }
        if (offsetDoubted) {
            // One that the slot has left behind would fail every run; without it the relay goes on from where the slot
            // is.
            ledger.forgetOffsets();
            offsetDoubted = false;
        }
        if (state == State.LOST || state == State.ABSENT) {
            ledger.forgetOffsets();
            slot.create();
            auditor.heal(clock.instant(), sender);
        }
    }
}
