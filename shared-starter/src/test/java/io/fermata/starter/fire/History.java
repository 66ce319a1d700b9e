package io.fermata.starter.fire;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.starter.events.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Events of three tenants and the way they are delivered, both drawn from one seed: each event three times, shuffled
 * within a window, one in ten once more much later, and poison at the head of every partition, at its end and in between.
 */
final class History {
    static final int PARTITIONS = 3;

    private static final List<Poison> KINDS = List.of(Poison.values());
    private static final int EVENTS = 200;
    private static final int RUNS = 12;
    private static final int TENANTS = 3;
    private static final int COPIES = 3;
    private static final int WINDOW = 20;
    private static final int MUCH_LATER = 200;
    private static final int POISON_EVERY = 25;

    private final Random random;
    private final String name;
    private final List<Event> events;
    private final List<Delivery> deliveries = new ArrayList<>();

    /** One event as its producer meant it. */
    record Event(String id, String tenant, UsageRecorded data) {
        ProducerRecord<String, byte[]> message() {
            String run = String.valueOf(data.runId());
            Envelope envelope = new Envelope(id, EventTypes.USAGE_RECORDED, "/fire", run, tenant, Instant.EPOCH, null);
            return KafkaEvents.write(Topics.USAGE_RECORDED, run, envelope, EventJson.writeBytes(data));
        }
    }

    /** One record to send; spoiled if there is poison. */
    record Delivery(ProducerRecord<String, byte[]> message, Optional<Poison> poison) {}

    /** What a consumer has to make of the events of one run. */
    record Totals(long events, long tokens, int newest) {
        Totals plus(Totals more) {
            return new Totals(events + more.events, tokens + more.tokens, Math.max(newest, more.newest));
        }
    }

    /** Whose totals. */
    record Account(String tenant, String run) {}

    private History(long seed) {
        random = new Random(seed);
        name = Long.toUnsignedString(seed, 36);
        events = IntStream.range(0, EVENTS).mapToObj(this::event).toList();
    }

    static History of(long seed) {
        History history = new History(seed);
        history.plan();
        return history;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> tenants() {
        return IntStream.range(0, TENANTS).mapToObj(this::tenant).toList();
    }

    /** Each event once, in whatever order: the totals do not depend on it. */
    Map<Account, Totals> cleanPass() {
        return events.stream()
                .collect(Collectors.toMap(
                        event -> new Account(
                                event.tenant(), String.valueOf(event.data().runId())),
                        event -> new Totals(
                                1, event.data().promptTokens(), event.data().attempt()),
                        Totals::plus));
    }

    private Event event(int number) {
        int run = random.nextInt(RUNS);
        return new Event("fire-" + name + "-" + number, tenant(run % TENANTS), usage(number, run));
    }

    private String tenant(int number) {
        return "fire-" + name + "-" + number;
    }

    private UsageRecorded usage(int number, int run) {
        return new UsageRecorded(
                "usg_" + name + "_" + number,
                "model_call",
                "run_" + name + "_" + run,
                null,
                null,
                null,
                null,
                null,
                null,
                number,
                "done",
                random.nextInt(1_000),
                0,
                1,
                "calls",
                BigDecimal.ONE,
                Instant.EPOCH);
    }

    private void plan() {
        everyPartition();
        for (Event event : shuffled()) {
            if (random.nextInt(POISON_EVERY) == 0) {
                deliveries.add(poison(random.nextInt(PARTITIONS)));
            }
            deliveries.add(new Delivery(event.message(), Optional.empty()));
        }
        everyPartition();
    }

    private void everyPartition() {
        IntStream.range(0, PARTITIONS).forEach(partition -> deliveries.add(poison(partition)));
    }

    private List<Event> shuffled() {
        record Placed(Event event, int place) {}
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < EVENTS * COPIES; i++) {
            Event event = events.get(i / COPIES);
            placed.add(new Placed(event, i + random.nextInt(WINDOW)));
            if (i % COPIES == 0 && random.nextInt(10) == 0) {
                placed.add(new Placed(event, i + MUCH_LATER));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingInt(Placed::place))
                .map(Placed::event)
                .toList();
    }

    /** Spoils a record that looks like the next delivery of a real event: that event must not suffer for it. */
    private Delivery poison(int partition) {
        ProducerRecord<String, byte[]> good = events.get(random.nextInt(EVENTS)).message();
        Poison poison = KINDS.get(random.nextInt(KINDS.size()));
        ProducerRecord<String, byte[]> placed =
                new ProducerRecord<>(good.topic(), partition, good.key(), good.value(), good.headers());
        return new Delivery(poison.spoil(placed), Optional.of(poison));
    }
}
