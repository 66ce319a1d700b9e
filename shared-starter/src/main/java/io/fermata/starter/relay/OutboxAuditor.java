package io.fermata.starter.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Trusts nobody: compares the outbox with what the relay says it has sent, and sends what is missing.
 *
 * <p>Ids are given before their transactions commit, so a bucket may still grow after its time. It is compared soon,
 * and a difference counts only when it is still there one round later; and it is compared a last time when no
 * transaction can be that old any more, after which its counts are thrown away.
 */
final class OutboxAuditor {
    /** Buckets younger than this are left alone: most of their transactions may still be open. */
    static final Duration SETTLING = Duration.ofSeconds(5);
    /** No transaction that publishes is open for longer. */
    static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    private final OutboxComparison comparison;
    private final OutboxReplay replay;
    private final RelayLedger ledger;
    private final Set<Long> suspects = new HashSet<>();
    private UUID comparedUntil;

    OutboxAuditor(OutboxComparison comparison, OutboxReplay replay, RelayLedger ledger) {
        this.comparison = comparison;
        this.replay = replay;
        this.ledger = ledger;
        this.comparedUntil = ledger.relayedUntil();
    }

    /**
     * Before a new slot is read: everything unconfirmed so far is sent from the table, in order.
     *
     * @return how many rows were sent
     */
    int heal(Instant now, RelaySender sender) throws InterruptedException {
        UUID end = Buckets.floor(Buckets.of(now.plus(LONGEST_TRANSACTION)));
        return replay.replay(comparison.different(ledger.relayedUntil(), end), sender);
    }

    /**
     * One round.
     *
     * @param caughtUpAt everything that committed before this has been relayed
     * @return how many rows were sent
     */
    int audit(Instant caughtUpAt, RelaySender sender) throws InterruptedException {
        int sent = replay.replay(stillDifferent(), sender);
        UUID until = Buckets.floor(Buckets.of(caughtUpAt.minus(SETTLING)));
        if (until.compareTo(comparedUntil) > 0) {
            suspects.addAll(comparison.different(comparedUntil, until));
            comparedUntil = until;
        }
        return sent + close(Buckets.of(caughtUpAt.minus(LONGEST_TRANSACTION)), sender);
    }

    private List<Long> stillDifferent() {
        List<Long> different = new ArrayList<>();
        for (long suspect : suspects) {
            different.addAll(comparison.different(Buckets.floor(suspect), Buckets.floor(suspect + 1)));
        }
        suspects.clear();
        return different;
    }

    private int close(long bucket, RelaySender sender) throws InterruptedException {
        UUID from = ledger.relayedUntil();
        UUID until = Buckets.floor(bucket);
        if (until.compareTo(from) <= 0) {
            return 0;
        }
        int sent = replay.replay(comparison.different(from, until), sender);
        ledger.closeUntil(bucket);
        return sent;
    }
}
