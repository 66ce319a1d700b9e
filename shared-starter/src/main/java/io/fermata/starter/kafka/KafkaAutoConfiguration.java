package io.fermata.starter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** Producers, listener containers and dead letters, before Boot would make its own. */
@AutoConfiguration(
        before = org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(KafkaProperties.class)
@EnableKafka
public class KafkaAutoConfiguration {
    private static final long SHUTDOWN_MILLIS = 10_000;

    @Bean
    KafkaSettings kafkaSettings(KafkaProperties properties, Environment environment) {
        return new KafkaSettings(properties, environment.getProperty("spring.application.name", "fermata"));
    }

    @Bean
    @ConditionalOnMissingBean(ProducerFactory.class)
    DefaultKafkaProducerFactory<String, byte[]> kafkaProducerFactory(KafkaSettings settings) {
        return new DefaultKafkaProducerFactory<>(settings.producer());
    }

    @Bean
    @ConditionalOnMissingBean(KafkaTemplate.class)
    KafkaTemplate<String, byte[]> kafkaTemplate(ProducerFactory<String, byte[]> producers) {
        return new KafkaTemplate<>(producers);
    }

    @Bean
    @ConditionalOnMissingBean(ConsumerFactory.class)
    DefaultKafkaConsumerFactory<String, byte[]> kafkaConsumerFactory(KafkaSettings settings, MeterRegistry metrics) {
        DefaultKafkaConsumerFactory<String, byte[]> consumers = new DefaultKafkaConsumerFactory<>(settings.consumer());
        consumers.addListener(new MicrometerConsumerListener<>(metrics));
        return consumers;
    }

    @Bean
    DeadLetters deadLetters(KafkaTemplate<String, byte[]> kafka, KafkaSettings settings, MeterRegistry metrics) {
        return new DeadLetters(kafka, new DeadLetterTopics(settings.admin()), metrics);
    }

    /** For record listeners, and for batch listeners that say {@code batch = "true"}. */
    @Bean
    @ConditionalOnMissingBean(name = "kafkaListenerContainerFactory")
    ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(
            ConsumerFactory<String, byte[]> consumers, DeadLetters deadLetters, KafkaProperties properties) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(consumers);
        factory.setCommonErrorHandler(ListenerErrors.handler(deadLetters, properties.attempts()));
        ContainerProperties container = factory.getContainerProperties();
        // One commit per poll: what a crash brings again the inbox absorbs, and a commit per record costs a round trip.
        container.setAckMode(AckMode.BATCH);
        container.setStopImmediate(true);
        container.setShutdownTimeout(SHUTDOWN_MILLIS);
        container.setMissingTopicsFatal(false);
        return factory;
    }
}
