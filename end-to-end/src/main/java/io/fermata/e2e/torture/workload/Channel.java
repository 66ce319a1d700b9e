package io.fermata.e2e.torture.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.e2e.http.Json;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A channel adapter that is not sure whether its records arrive, and so sends each three times. */
public final class Channel implements AutoCloseable {
    private static final int TIMES = 3;
    private static final long TOKEN_MILLIS = TimeUnit.MINUTES.toMillis(20);

    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, long until) {}

    public Channel(String bootstrapServers, Clock clock) {
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "delivery.timeout.ms", 120_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The id of the run, chosen here; returns when the broker has confirmed every copy. */
    String start(Party party, String agent, String message) throws InterruptedException {
        String run =
                "run_" + String.format(java.util.Locale.ROOT, "%012x7%019x", clock.millis(), numbers.incrementAndGet());
        String token = token(party);
        for (int copy = 0; copy < TIMES; copy++) {
            send(record(party.tenant(), token, run, agent, message));
        }
        repeats.addAndGet(TIMES - 1);
        return run;
    }

    long repeats() {
        return repeats.get();
    }

    private ProducerRecord<String, byte[]> record(
            String tenant, String token, String run, String agent, String message) {
        var event = new ProducerRecord<>(
                "run.requested", run, Json.write(data(run, agent, message)).getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "evt-" + run,
                        "ce_type",
                        "io.fermata.run.requested.v1",
                        "ce_source",
                        "/torture",
                        "ce_subject",
                        run,
                        "ce_time",
                        clock.instant().toString(),
                        "ce_tenantid",
                        tenant,
                        "content-type",
                        "application/json",
                        "authorization",
                        "Bearer " + token)
                .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
        return event;
    }

    private static Map<String, ?> data(String run, String agent, String message) {
        return Json.object(
                "run_id",
                run,
                "agent_id",
                agent,
                "agent_version",
                null,
                "session_id",
                null,
                "input",
                Map.of("message", message),
                "trigger",
                Map.of("source", "channel", "user", "ada"),
                "metadata",
                Map.of(),
                "reply_to",
                null);
    }

    private void send(ProducerRecord<String, byte[]> event) throws InterruptedException {
        try {
            producer.send(event).get(150, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take a record: " + e.getMessage(), e);
        }
    }

    private String token(Party party) {
        return tokens.compute(
                        party.tenant(),
                        (_, known) -> known != null && known.until() > clock.millis() ? known : fetch(party))
                .value();
    }

    private Token fetch(Party party) {
        String token = party.gateway().accessToken();
        return new Token(token, clock.millis() + TOKEN_MILLIS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
