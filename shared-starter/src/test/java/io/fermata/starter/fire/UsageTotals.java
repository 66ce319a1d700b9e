package io.fermata.starter.fire;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.fire.History.Account;
import io.fermata.starter.fire.History.Totals;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionTemplate;

/** A consumer that takes records one by one and one that takes them by the batch, both adding up what runs used. */
final class UsageTotals {
    static final String ONE_BY_ONE = "fire-one-by-one";
    static final String BY_THE_BATCH = "fire-by-the-batch";
    static final List<String> GROUPS = List.of(ONE_BY_ONE, BY_THE_BATCH);

    private static final String ADD = """
            INSERT INTO usage_totals AS t (tenant_id, consumer, run_id, events, tokens, newest) VALUES (?, ?, ?, 1, ?, ?)
            ON CONFLICT (tenant_id, consumer, run_id) DO UPDATE SET events = t.events + 1,
                tokens = t.tokens + excluded.tokens, newest = greatest(t.newest, excluded.newest)
            """;
    private static final String READ =
            "SELECT run_id, events, tokens, newest FROM usage_totals WHERE tenant_id = ? AND consumer = ?";

    private final Events events;
    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private volatile Consumer<UsageRecorded> interruption = _ -> {};

    UsageTotals(Events events, JdbcTemplate database, TransactionTemplate transaction) {
        this.events = events;
        this.database = database;
        this.transaction = transaction;
    }

    /** What else happens while an event is handled, inside its transaction. */
    void interruptedBy(Consumer<UsageRecorded> interruption) {
        this.interruption = interruption;
    }

    @KafkaListener(topics = Topics.USAGE_RECORDED, groupId = ONE_BY_ONE)
    void on(ConsumerRecord<String, byte[]> message) {
        events.once(message, UsageRecorded.class, event -> add(ONE_BY_ONE, event));
    }

    @KafkaListener(topics = Topics.USAGE_RECORDED, groupId = BY_THE_BATCH, batch = "true")
    void onAll(List<ConsumerRecord<String, byte[]>> messages) {
        events.onceAll(messages, UsageRecorded.class, batch -> batch.forEach(event -> add(BY_THE_BATCH, event)));
    }

    Map<Account, Totals> of(String consumer, List<String> tenants) {
        Map<Account, Totals> totals = new HashMap<>();
        for (String tenant : tenants) {
            Tenants.run(
                    new TenantId(tenant),
                    () -> transaction.executeWithoutResult(_ -> totals.putAll(read(consumer, tenant))));
        }
        return totals;
    }

    private void add(String consumer, ReceivedEvent<UsageRecorded> event) {
        UsageRecorded data = event.data();
        database.update(ADD, event.tenant().value(), consumer, data.runId(), data.promptTokens(), data.attempt());
        interruption.accept(data);
    }

    private Map<Account, Totals> read(String consumer, String tenant) {
        Map<Account, Totals> totals = new HashMap<>();
        database.query(
                READ,
                row -> {
                    totals.put(
                            new Account(tenant, row.getString(1)),
                            new Totals(row.getLong(2), row.getLong(3), row.getInt(4)));
                },
                tenant,
                consumer);
        return totals;
    }
}
