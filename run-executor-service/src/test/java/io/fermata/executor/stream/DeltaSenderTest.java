package io.fermata.executor.stream;

import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.StepDelta;
import io.fermata.starter.events.EventProducer;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class DeltaSenderTest {

    private final AtomicInteger tried = new AtomicInteger();
    private final DeltaSender sender = new DeltaSender(new EventProducer(
            new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())),
            EventSource.ofService("test"),
            this::fail,
            Clock.systemUTC()));

    @AfterEach
    void stop() {
        sender.stop();
    }

    /** Nothing but a restart would bring its thread back. */
    @Test
    void goesOnAfterAPieceThatCannotBeSent() {
        sender.start();

        Tenants.run(new TenantId("tenant"), () -> {
            sender.offer(piece(1));
            sender.offer(piece(2));
        });

        await().until(() -> tried.get() == 2);
    }

    private UUID fail() {
        tried.incrementAndGet();
        throw new IllegalStateException("nobody foresaw this");
    }

    private static OutgoingEvent piece(int index) {
        return OutgoingEvent.of("run_1", "run_1", new StepDelta("run_1", 1, index, "text"));
    }
}
