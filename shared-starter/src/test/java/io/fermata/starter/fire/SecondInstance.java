package io.fermata.starter.fire;

import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;

/** The listeners of another replica: members of the same groups, over the same database. Closing it is its going away. */
final class SecondInstance implements AutoCloseable {
    private static final String NAME = "second-";

    private final AtomicInteger records = new AtomicInteger();
    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;

    SecondInstance(
            ConcurrentKafkaListenerContainerFactory<String, byte[]> factory,
            UsageTotals totals,
            Map<String, String> settings) {
        MessageListener<String, byte[]> single = message -> {
            records.incrementAndGet();
            totals.on(message);
        };
        BatchMessageListener<String, byte[]> batch = (List<ConsumerRecord<String, byte[]>> messages) -> {
            records.addAndGet(messages.size());
            totals.onAll(messages);
        };
        containers = List.of(
                container(factory, UsageTotals.ONE_BY_ONE, single, settings),
                container(factory, UsageTotals.BY_THE_BATCH, batch, settings));
    }

    /** Returns when it has partitions of both groups. */
    SecondInstance join() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> containers.stream()
                        .noneMatch(
                                container -> container.getAssignedPartitions().isEmpty()));
        return this;
    }

    /** Whether it is the one that handles what the current thread handles. */
    static boolean isItsThread() {
        return Thread.currentThread().getName().startsWith(NAME);
    }

    /** How many records were handed to it. */
    int records() {
        return records.get();
    }

    @Override
    public void close() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> container(
            ConcurrentKafkaListenerContainerFactory<String, byte[]> factory,
            String group,
            Object listener,
            Map<String, String> settings) {
        var container = factory.createContainer(Topics.USAGE_RECORDED);
        container.setBeanName(NAME + group);
        container.getContainerProperties().setGroupId(group);
        container.getContainerProperties().setMessageListener(listener);
        container.getContainerProperties().getKafkaConsumerProperties().putAll(settings);
        return container;
    }
}
