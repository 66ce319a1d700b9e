package io.fermata.starter.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One run of Debezium, from start to its end. */
final class RelayEngine {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final String name;
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final RelayBatch batch;

    RelayEngine(Properties settings, RelayHandler handler, RelayBatch batch, Runnable polling) {
        this.name = settings.getProperty("name");
        this.batch = batch;
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using(OffsetCommitPolicy.always())
                .using((boolean success, String message, Throwable error) -> failure.set(error))
                .using(new DebeziumEngine.ConnectorCallback() {
                    @Override
                    public void pollingStarted() {
                        polling.run();
                    }
                })
                .notifying(handler)
                .build();
    }

    /** Blocks until the engine ends by itself or is closed. */
    void run() {
        RelayOffsets.register(name, batch);
        try {
            engine.run();
        } finally {
            RelayOffsets.unregister(name);
        }
        Throwable end = failure.get();
        if (end != null) {
            throw new RelayFailedException(end);
        }
    }

    void close() throws IOException {
        engine.close();
    }
}
