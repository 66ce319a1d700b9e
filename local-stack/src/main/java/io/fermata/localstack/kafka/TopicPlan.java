package io.fermata.localstack.kafka;

import io.fermata.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Every topic of the platform with its configuration: what {@code up} creates and what tests run on. */
public final class TopicPlan {
    /** Keyed by run id; their partitions bound how many executors share the work. */
    private static final List<String> RUN_TOPICS = List.of(
            Topics.RUN_REQUESTED,
            Topics.RUN_CANCEL,
            Topics.RUN_CHANGED,
            Topics.STEP_EMITTED,
            Topics.STEP_DELTA,
            Topics.APPROVAL_REQUIRED,
            Topics.APPROVAL_DECIDED,
            Topics.USAGE_RECORDED);

    /** Read models: the newest record of each key is kept for ever. */
    private static final List<String> COMPACTED_TOPICS =
            List.of(Topics.AGENT_CHANGED, Topics.TOOL_CHANGED, Topics.TENANT_CHANGED);

    /** Others may write here, and a token is judged by a record's time: that is the broker's word, not the producer's. */
    private static final Set<String> OUTSIDE_TOPICS = Set.of(Topics.RUN_REQUESTED, Topics.RUN_CANCEL);

    private static final List<String> LOG_TOPICS = List.of(Topics.AUDIT_RECORDED);

    private final int runPartitions;

    public TopicPlan(int runPartitions) {
        this.runPartitions = runPartitions;
    }

    public List<NewTopic> topics() {
        return Stream.of(RUN_TOPICS, COMPACTED_TOPICS, LOG_TOPICS)
                .flatMap(List::stream)
                .flatMap(name -> Stream.of(topic(name), deadLetters(name)))
                .toList();
    }

    /** Creates what is missing; a topic that exists keeps its partitions. */
    public void create(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, partitions(name), (short) 1);
        if (COMPACTED_TOPICS.contains(name)) {
            return topic.configs(Map.of("cleanup.policy", "compact"));
        }
        if (OUTSIDE_TOPICS.contains(name)) {
            return topic.configs(Map.of("message.timestamp.type", "LogAppendTime"));
        }
        if (name.equals(Topics.STEP_DELTA)) {
            return topic.configs(
                    Map.of("retention.ms", Long.toString(Duration.ofMinutes(10).toMillis())));
        }
        return topic;
    }

    /** As many partitions as the origin, because a record keeps its partition number on the way to the dead letters. */
    private NewTopic deadLetters(String name) {
        return new NewTopic(Topics.dlt(name), partitions(name), (short) 1)
                .configs(
                        Map.of("retention.ms", Long.toString(Duration.ofDays(30).toMillis())));
    }

    private int partitions(String name) {
        return RUN_TOPICS.contains(name) ? runPartitions : 1;
    }
}
