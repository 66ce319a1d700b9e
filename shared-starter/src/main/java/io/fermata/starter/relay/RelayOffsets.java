package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
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
 * Where Debezium keeps its offsets: in the relay's ledger, under the slot they belong to. Debezium names them after its
 * engine, which is another one with each run, and the next run, or another replica, has to find them. It makes this object
 * itself from the class name, so the running engines leave their ledgers here under their names.
 */
public final class RelayOffsets implements OffsetBackingStore {
    private static final Map<String, RelayBatch> BATCHES = new ConcurrentHashMap<>();

    private @Nullable RelayBatch batch;
    private String engine = "";
    private String slot = "";

    static void register(String engine, RelayBatch batch) {
        BATCHES.put(engine, batch);
    }

    static void unregister(String engine) {
        BATCHES.remove(engine);
    }

    @Override
    public void configure(WorkerConfig config) {
        Map<String, String> settings = config.originalsStrings();
        engine = quoted(settings.get("name"));
        slot = quoted(settings.get("slot.name"));
        batch = BATCHES.get(settings.get("name"));
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
        Map<ByteBuffer, ByteBuffer> kept =
                require().offsets(keys.stream().map(this::lasting).toList());
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
        for (ByteBuffer key : keys) {
            ByteBuffer offset = kept.get(lasting(key));
            if (offset != null) {
                offsets.put(key, offset);
            }
        }
        return CompletableFuture.completedFuture(offsets);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        RelayBatch current = require();
        values.forEach((key, offset) -> current.record(lasting(key), offset));
        callback.onCompletion(null, null);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }

    /** A key is JSON, an array of the engine's name and what it reads. */
    private ByteBuffer lasting(ByteBuffer key) {
        String text = UTF_8.decode(key.duplicate()).toString();
        return UTF_8.encode(text.replace(engine, slot));
    }

    private static String quoted(@Nullable String name) {
        return '"' + name + '"';
    }

    private RelayBatch require() {
        if (batch == null) {
            throw new IllegalStateException("the relay's engine has no ledger");
        }
        return batch;
    }
}
