package io.fermata.starter.relay;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What one run of the engine has sent since its offset was last recorded. The two are recorded as one. */
final class RelayBatch {
    private final RelayLedger ledger;
    private final Confirmations confirmed = new Confirmations();
    private final Map<ByteBuffer, ByteBuffer> recorded = new HashMap<>();

    RelayBatch(RelayLedger ledger) {
        this.ledger = ledger;
    }

    synchronized void confirm(Collection<UUID> ids) {
        confirmed.addAll(ids);
    }

    /** Debezium asks with every batch; only a run's first answer needs the database. */
    synchronized Map<ByteBuffer, ByteBuffer> offsets(Collection<ByteBuffer> keys) {
        if (!recorded.keySet().containsAll(keys)) {
            recorded.putAll(ledger.offsets(keys));
        }
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>(recorded);
        offsets.keySet().retainAll(keys);
        return offsets;
    }

    synchronized void record(ByteBuffer key, ByteBuffer offset) {
        ledger.record(key, offset, confirmed);
        recorded.put(key, offset);
        confirmed.clear();
    }
}
