package io.fermata.starter.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Dead letter topics are made by whoever sets up the broker. Where one was forgotten it is made here when it is first
 * needed, with the broker's defaults: a missing topic must neither lose a record nor stop a partition.
 */
public final class DeadLetterTopics {
    private final Map<String, Object> connection;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param connection properties of an admin client; one is opened only while a topic is looked at */
    public DeadLetterTopics(Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    void ensure(String topic) {
        if (known.contains(topic)) {
            return;
        }
        try (Admin admin = Admin.create(connection)) {
            if (!exists(admin, topic)) {
                create(admin, topic);
            }
            known.add(topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while looking at " + topic, e);
        } catch (ExecutionException e) {
            throw new KafkaException("cannot make " + topic + ": create it, or allow this service to", e.getCause());
        }
    }

    private static boolean exists(Admin admin, String topic) throws InterruptedException, ExecutionException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static void create(Admin admin, String topic) throws InterruptedException, ExecutionException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
