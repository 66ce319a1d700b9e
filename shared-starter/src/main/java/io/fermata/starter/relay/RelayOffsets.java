package io.fermata.starter.relay;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Where Debezium keeps its offsets: in the relay's ledger. Debezium makes this object itself from the class name, so the
 * running engines leave their ledgers here under their names.
 */
public final class RelayOffsets implements OffsetBackingStore {
    private static final Map<String, RelayBatch> BATCHES = new ConcurrentHashMap<>();

    private @Nullable RelayBatch batch;

    static void register(String engine, RelayBatch batch) {
        BATCHES.put(engine, batch);
    }

    static void unregister(String engine) {
        BATCHES.remove(engine);
    }

    @Override
    public void configure(WorkerConfig config) {
        batch = BATCHES.get(config.originalsStrings().get("name"));
    }

    @Override
    public void start() {
        require();
    }

    @Override
    public void stop() {
        batch = null;
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        return CompletableFuture.completedFuture(require().offsets(keys));
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        RelayBatch current = require();
        values.forEach(current::record);
        callback.onCompletion(null, null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    private RelayBatch require() {
        if (batch == null) {
            throw new IllegalStateException("the relay's engine has no ledger");
        }
        return batch;
    }
}
