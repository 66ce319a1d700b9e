package io.fermata.starter.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What the Kafka clients of this service's listeners say of themselves. */
final class ConsumerProgress {
    /**
     * One consumer of one listener.
     *
     * @param secondsSinceHeartbeat negative before the first one
     * @param secondsSincePoll negative before the first one
     */
    record Consumer(String name, double secondsSinceHeartbeat, double secondsSincePoll, double lag) {
        boolean movedWithin(Duration grace) {
            return within(secondsSinceHeartbeat, grace) && within(secondsSincePoll, grace.plus(POLL_PATIENCE));
        }

        private static boolean within(double seconds, Duration limit) {
            return seconds >= 0 && seconds <= limit.toSeconds();
        }
    }

    /** A listener may be busy with one poll's records for as long as this without being stuck. */
    private static final Duration POLL_PATIENCE = Duration.ofMinutes(2);

    private final KafkaListenerEndpointRegistry listeners;

    ConsumerProgress(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    List<Consumer> consumers() {
        return listeners.getListenerContainers().stream()
                .filter(MessageListenerContainer::isRunning)
                .flatMap(ConsumerProgress::consumers)
                .toList();
    }

    /** Records the most delayed partition has still before it. */
    double lag() {
        return consumers().stream().mapToDouble(Consumer::lag).max().orElse(0);
    }

    private static Stream<Consumer> consumers(MessageListenerContainer container) {
        return container.metrics().entrySet().stream().map(client -> consumer(client.getKey(), client.getValue()));
    }

    private static Consumer consumer(String name, Map<MetricName, ? extends Metric> metrics) {
        double heartbeat = -1;
        double poll = -1;
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            switch (metric.getKey().name()) {
                case "last-heartbeat-seconds-ago" -> heartbeat = value(metric.getValue());
                case "last-poll-seconds-ago" -> poll = value(metric.getValue());
                case "records-lag-max" -> lag = Math.max(lag, value(metric.getValue()));
                default -> {
                    // One of some hundred others.
                }
            }
        }
        return new Consumer(name, heartbeat, poll, lag);
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
                ? number.doubleValue()
                : 0;
    }
}
