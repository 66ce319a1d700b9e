package io.fermata.starter.fire;

import static java.util.stream.Collectors.toMap;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.TestInfrastructure;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far consumer groups have come, by the broker's word. */
final class Groups implements AutoCloseable {
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()));

    /** How many records each group has not committed yet, by partition; empty when there are none. */
    Map<String, Long> behind() {
        try {
            Map<String, Long> behind = new TreeMap<>();
            Map<TopicPartition, Long> ends = ends();
            for (String group : UsageTotals.GROUPS) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                ends.forEach((partition, end) ->
                        behind.put(group + " on " + partition, end - offset(committed.get(partition))));
            }
            behind.values().removeIf(records -> records == 0);
            return behind;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, History.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.USAGE_RECORDED, partition))
                .collect(toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }
}
