package io.fermata.starter.events;

import io.fermata.starter.kafka.Failures;
import io.fermata.starter.tenancy.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Records of one poll. Their events are handled tenant by tenant; within a tenant in the order they came. */
final class EventBatch<T> {
    /** An event and the record it came from, by which the container finds it again after a failure. */
    record Item<T>(ConsumerRecord<String, byte[]> message, ReceivedEvent<T> event) {}

    private record Failure(ConsumerRecord<String, byte[]> message, int position, RuntimeException cause) {}

    /** A record that is no event. */
    record Unreadable(ConsumerRecord<String, byte[]> message, UnreadableEventException why) {}

    private final List<ConsumerRecord<String, byte[]>> messages;
    private final List<Item<T>> items = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    EventBatch(List<ConsumerRecord<String, byte[]>> messages, Class<T> type) {
        this.messages = messages;
        messages.forEach(message -> read(message, type));
    }

    private void read(ConsumerRecord<String, byte[]> message, Class<T> type) {
        try {
            items.add(new Item<>(message, EventReader.read(message, type)));
        } catch (UnreadableEventException e) {
            unreadable.add(new Unreadable(message, e));
        }
    }

    List<ReceivedEvent<T>> events() {
        return items.stream().map(Item::event).toList();
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    List<Unreadable> unreadableBefore(@Nullable ConsumerRecord<?, ?> failed) {
        int end = messages.indexOf(failed);
        return unreadable.stream()
                .filter(one -> messages.indexOf(one.message()) < end)
                .toList();
    }

    /**
     * @param work handles events of one tenant all or none
     * @throws BatchListenerFailedException naming the first record that failed; all before it have been handled
     */
    void forEachTenant(BiConsumer<TenantId, List<ReceivedEvent<T>>> work) {
        Failure first = null;
        for (Map.Entry<TenantId, List<Integer>> tenant : byTenant().entrySet()) {
            Failure failure = handle(tenant.getKey(), tenant.getValue(), work);
            first = earlier(first, failure);
        }
        if (first != null) {
            throw new BatchListenerFailedException("an event could not be handled", first.cause(), first.message());
        }
    }

    private @Nullable Failure handle(
            TenantId tenant, List<Integer> positions, BiConsumer<TenantId, List<ReceivedEvent<T>>> work) {
        Failure failure = attempt(tenant, positions, work);
        if (failure == null || positions.size() == 1 || Failures.isTransient(failure.cause())) {
            return failure;
        }
        for (int position : positions) {
            Failure own = attempt(tenant, List.of(position), work);
            if (own != null) {
                return own;
            }
        }
        return null;
    }

    private @Nullable Failure attempt(
            TenantId tenant, List<Integer> positions, BiConsumer<TenantId, List<ReceivedEvent<T>>> work) {
        try {
            work.accept(
                    tenant, positions.stream().map(p -> items.get(p).event()).toList());
            return null;
        } catch (RuntimeException e) {
            int first = positions.getFirst();
            return new Failure(items.get(first).message(), first, e);
        }
    }

    private Map<TenantId, List<Integer>> byTenant() {
        Map<TenantId, List<Integer>> tenants = new LinkedHashMap<>();
        for (int position = 0; position < items.size(); position++) {
            tenants.computeIfAbsent(items.get(position).event().tenant(), _ -> new ArrayList<>())
                    .add(position);
        }
        return tenants;
    }

    private static @Nullable Failure earlier(@Nullable Failure one, @Nullable Failure other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.position() < other.position() ? one : other;
    }
}
