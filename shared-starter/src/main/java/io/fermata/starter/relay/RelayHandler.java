package io.fermata.starter.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.fermata.starter.relay.OutboxMessages.RelayedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Sends a batch of the log to Kafka and only then calls it processed. What it throws ends the engine, and that is meant:
 * the next run reads the batch again.
 */
final class RelayHandler implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
    private static final long PAUSE_PATIENCE_SECONDS = 3;

    /** Rows that came together within one poll interval: from here on a larger batch saves more than waiting costs. */
    private static final int BUSY = 16;

    private static final long GATHERING_NANOS = 16_000_000;

    private final OutboxMessages messages;
    private final RelaySender sender;
    private final RelayBatch batch;
    private final Consumer<String> marks;
    private final ReentrantLock working = new ReentrantLock();

    RelayHandler(OutboxMessages messages, RelaySender sender, RelayBatch batch, Consumer<String> marks) {
        this.messages = messages;
        this.sender = sender;
        this.batch = batch;
        this.marks = marks;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        working.lockInterruptibly();
        int sent;
        try {
            sent = relay(changes);
            // Only the last offset is kept; the others would be serialised for nothing.
            committer.markProcessed(changes.getLast());
            committer.markBatchFinished();
            changes.forEach(change -> OutboxChanges.mark(change.record()).ifPresent(marks));
        } finally {
            working.unlock();
        }
        if (sent >= BUSY) {
            LockSupport.parkNanos(GATHERING_NANOS);
        }
    }

    /**
     * Waits for the batch in flight and lets no other begin, so that ending the engine interrupts nothing.
     *
     * @return false when the batch does not finish, which is so while the broker is away
     */
    boolean pause() throws InterruptedException {
        return working.tryLock(PAUSE_PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private int relay(List<RecordChangeEvent<SourceRecord>> changes) throws InterruptedException {
        List<RelayedRow> rows = new ArrayList<>(changes.size());
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(changes.size());
        for (RecordChangeEvent<SourceRecord> change : changes) {
            OutboxChanges.row(change.record()).ifPresent(row -> {
                rows.add(row);
                messages.message(row).ifPresent(records::add);
            });
        }
        sender.send(records);
        batch.confirm(rows.stream().map(RelayedRow::id).toList());
        return rows.size();
    }
}
