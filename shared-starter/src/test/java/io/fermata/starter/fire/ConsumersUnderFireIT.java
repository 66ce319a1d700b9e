package io.fermata.starter.fire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.fire.History.Delivery;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.test.context.ContextConfiguration;

/**
 * Events that come three times, out of order, among poison, while another replica comes and goes: in the end each was
 * taken once by each group, and whatever was no event is in the dead letters. {@code -Dfire.seed=N} plays one history
 * again, {@code -Dfire.histories=N} plays more of them.
 */
@SpringBootTest(
        classes = {EventsApplication.class, UsageTotals.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=fire-service",
            "fermata-test.database=fermata_fire",
            "fermata.relay.enabled=false",
            "fermata.kafka.max-poll-records=50",
            "fermata.kafka.client-properties.heartbeat.interval.ms=50",
            // Hundreds of dead letters are what is asked for here; none of them is news.
            "logging.level.io.fermata.starter.kafka=error",
            "logging.level.org.springframework.kafka.listener=off"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class ConsumersUnderFireIT {
    private static final int HISTORIES = 10;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private ConcurrentKafkaListenerContainerFactory<String, byte[]> containers;

    @Autowired
    private UsageTotals totals;

    @Autowired
    private JdbcTemplate database;

    static LongStream seeds() {
        Long seed = Long.getLong("fire.seed");
        return seed == null
                ? LongStream.rangeClosed(1, Integer.getInteger("fire.histories", HISTORIES))
                : LongStream.of(seed);
    }

    @ParameterizedTest(name = "fire.seed={0}")
    @MethodSource("seeds")
    void everyEventCountsOnceAndPoisonIsPutAside(long seed) {
        History history = History.of(seed);
        List<Delivery> deliveries = history.deliveries();
        int half = deliveries.size() / 2;
        Map<String, Poison> poison = new HashMap<>();

        try (SecondInstance second = new SecondInstance(containers, totals, Map.of())) {
            poison.putAll(send(deliveries.subList(0, half)));
            second.join();
            poison.putAll(send(deliveries.subList(half, deliveries.size())));
            patiently(seed).until(() -> second.records() > 0);
        }

        awaitNothingLeft(seed);
        assertEachCountedOnce(history, replay(seed));
        assertThat(deadLetters(poison))
                .as(replay(seed))
                .isEqualTo(poison.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().reason())));
    }

    /** It is thrown out of its groups while it handles an event; whoever has its partitions then gets the same event. */
    @Test
    void anEventThatAReplicaHoldsWhileItIsTakenForDeadCountsOnce() {
        History history = History.of(0);
        CountDownLatch release = new CountDownLatch(1);
        Set<String> holding = ConcurrentHashMap.newKeySet();
        totals.interruptedBy(_ -> {
            if (SecondInstance.isItsThread()
                    && holding.add(Thread.currentThread().getName())) {
                awaitRelease(release);
            }
        });

        try (SecondInstance zombie = new SecondInstance(containers, totals, Map.of("max.poll.interval.ms", "500"))) {
            zombie.join();
            send(history.deliveries());
            patiently(0).until(this::everyGroupWaitsForTheSameEvent);
            release.countDown();
        } finally {
            release.countDown();
            totals.interruptedBy(_ -> {});
        }

        awaitNothingLeft(0);
        assertEachCountedOnce(history, "a zombie");
    }

    private boolean everyGroupWaitsForTheSameEvent() {
        return Tenants.housekeeping(() -> database.queryForObject("""
                SELECT count(*) FROM pg_stat_activity
                WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO inbox%' AND datname = current_database()
                """, Integer.class)) == UsageTotals.GROUPS.size();
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertEachCountedOnce(History history, String description) {
        for (String group : UsageTotals.GROUPS) {
            assertThat(totals.of(group, history.tenants()))
                    .as(group + ": " + description)
                    .isEqualTo(history.cleanPass());
        }
    }

    private void awaitNothingLeft(long seed) {
        try (Groups groups = new Groups()) {
            patiently(seed).pollInterval(Duration.ofMillis(50)).until(groups::behind, Map::isEmpty);
        }
    }

    /** Sends in this order and returns where the poison went. */
    private Map<String, Poison> send(List<Delivery> deliveries) {
        record Sent(Delivery delivery, CompletableFuture<SendResult<String, byte[]>> place) {}
        List<Sent> sent = deliveries.stream()
                .map(delivery -> new Sent(delivery, kafka.send(delivery.message())))
                .toList();
        Map<String, Poison> poison = new HashMap<>();
        sent.forEach(one -> {
            var place = one.place().join().getRecordMetadata();
            one.delivery().poison().ifPresent(kind -> poison.put(place.partition() + "@" + place.offset(), kind));
        });
        return poison;
    }

    /** Why each record of this history was put aside, by where it stood. */
    private static Map<String, String> deadLetters(Map<String, Poison> poison) {
        try (RecordsReader reader = RecordsReader.of(Topics.dlt(Topics.USAGE_RECORDED))) {
            return reader.untilEnd().stream()
                    .filter(letter -> poison.containsKey(origin(letter)))
                    .collect(toMap(ConsumersUnderFireIT::origin, letter -> header(letter, "dlt-reason"), (a, b) -> {
                        assertThat(a).isEqualTo(b);
                        return a;
                    }));
        }
    }

    private static String origin(ConsumerRecord<String, byte[]> letter) {
        return header(letter, "dlt-original-partition") + "@" + header(letter, "dlt-original-offset");
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static ConditionFactory patiently(long seed) {
        return await(replay(seed)).atMost(Duration.ofSeconds(60));
    }

    private static String replay(long seed) {
        return "play it again with -Dfire.seed=" + seed;
    }
}
