package io.fermata.starter.relay;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends rows from the table once more. They keep their ids, so whoever has them already absorbs them. */
final class OutboxReplay {
    private static final Logger log = LoggerFactory.getLogger(OutboxReplay.class);

    private final OutboxComparison comparison;
    private final OutboxMessages messages;

    OutboxReplay(OutboxComparison comparison, OutboxMessages messages) {
        this.comparison = comparison;
        this.messages = messages;
    }

    /** Sends the buckets, oldest first, and returns how many rows that were. */
    int replay(List<Long> buckets, RelaySender sender) throws InterruptedException {
        int sent = 0;
        for (long bucket : buckets) {
            sent += replay(bucket, sender);
        }
        if (sent > 0) {
            log.atWarn().addKeyValue("rows", sent).log("rows of the outbox were sent again from the table");
        }
        return sent;
    }

    private int replay(long bucket, RelaySender sender) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Confirmations sent = new Confirmations();
        comparison.rows(bucket, row -> {
            messages.message(row).ifPresent(records::add);
            sent.add(row.id());
        });
        sender.send(records);
        comparison.settle(bucket, sent);
        return records.size();
    }
}
