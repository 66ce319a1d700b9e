package io.fermata.starter.relay;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What one run of the engine has sent since its offset was last recorded. The two are recorded as one. */
final class RelayBatch {
    private final RelayLedger ledger;
    private final Confirmations confirmed = new Confirmations();

    RelayBatch(RelayLedger ledger) {
        this.ledger = ledger;
    }

    synchronized void confirm(Collection<UUID> ids) {
        confirmed.addAll(ids);
    }

    Map<ByteBuffer, ByteBuffer> offsets(Collection<ByteBuffer> keys) {
        return ledger.offsets(keys);
    }

    synchronized void record(ByteBuffer key, ByteBuffer offset) {
        ledger.record(key, offset, confirmed);
        confirmed.clear();
    }
}
