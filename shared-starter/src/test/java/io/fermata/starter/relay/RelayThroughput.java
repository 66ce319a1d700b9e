package io.fermata.starter.relay;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures writing to the outbox and relaying from it, with the real Postgres and Kafka. Run by hand; prints a line each.
 *
 * <p>Arguments: transactions, events per transaction, writer threads.
 */
final class RelayThroughput {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final int transactions;
    private final int events;
    private final int writers;

    private RelayThroughput(ConfigurableApplicationContext context, String[] arguments) {
        this.context = context;
        this.transactions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        this.events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        this.writers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplicationBuilder(EventsApplication.class)
                .initializers(new ServiceTestInitializer())
                .web(WebApplicationType.NONE)
                .properties("spring.application.name=throughput", "fermata-test.database=fermata_throughput");
        try (ConfigurableApplicationContext context = application.run()) {
            RelayThroughput measurement = new RelayThroughput(context, arguments);
            measurement.together("warm-up");
            measurement.together("write and relay");
            measurement.apart();
            idle();
        }
        System.exit(0);
    }

    private void together(String name) throws InterruptedException {
        long before = delivered();
        Cpu cpu = Cpu.now();
        write();
        cpu.print(name + ": written", rows());
        awaitDelivered(before + rows());
        cpu.print(name + ": delivered", rows());
    }

    private void apart() throws InterruptedException {
        OutboxRelay relay = context.getBean(OutboxRelay.class);
        relay.stop();
        long before = delivered();
        Cpu writing = Cpu.now();
        write();
        writing.print("write alone", rows());
        Cpu relaying = Cpu.now();
        relay.start();
        awaitDelivered(before + rows());
        relaying.print("relay alone (with its start)", rows());
    }

    /** What a relay costs that has nothing to do. */
    private static void idle() {
        Cpu cpu = Cpu.now();
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(20))
                .until(() -> true);
        cpu.print("idle (per millisecond, not per row)", 15_000);
    }

    private long rows() {
        return (long) transactions * events;
    }

    private void write() throws InterruptedException {
        Outbox outbox = context.getBean(Outbox.class);
        TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
        AtomicLong next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            threads.add(Thread.ofPlatform()
                    .start(() -> Tenants.run(new TenantId("throughput"), () -> {
                        for (long n = next.getAndIncrement(); n < transactions; n = next.getAndIncrement()) {
                            List<OutgoingEvent> batch = events("run_" + n % 64);
                            transaction.executeWithoutResult(_ -> outbox.publishAll(batch));
                        }
                    })));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private List<OutgoingEvent> events(String run) {
        return IntStream.range(0, events)
                .mapToObj(i -> new OutgoingEvent(
                        Topics.STEP_EMITTED,
                        run,
                        run,
                        new StepEmitted(
                                run,
                                "stp_1",
                                i,
                                "tool_call",
                                JSON.createObjectNode()
                                        .put("tool", "orders.lookup")
                                        .put("arguments", "{\"order\":42}"),
                                JSON.createObjectNode().put("text", "x".repeat(400)),
                                100,
                                20,
                                new BigDecimal("0.000120"),
                                12,
                                Clock.systemUTC().instant())))
                .toList();
    }

    private static void awaitDelivered(long count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> delivered() >= count);
    }

    private static long delivered() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.STEP_EMITTED).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .collect(Collectors.toSet());
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Wall time and this process' CPU time since it was made. */
    private record Cpu(long wallNanos, long cpuNanos) {
        static Cpu now() {
            return new Cpu(System.nanoTime(), processCpu());
        }

        void print(String what, long rows) {
            double seconds = (System.nanoTime() - wallNanos) / 1e9;
            double cpuMicros = (processCpu() - cpuNanos) / 1e3 / rows;
            System.out.printf(
                    java.util.Locale.ROOT,
                    "%-40s %,10d rows  %,8.0f rows/s  %6.1f us CPU per row in this JVM%n",
                    what,
                    rows,
                    rows / seconds,
                    cpuMicros);
        }

        private static long processCpu() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }
}
