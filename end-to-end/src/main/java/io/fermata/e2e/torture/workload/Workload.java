package io.fermata.e2e.torture.workload;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Json;
import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Starts runs at an even pace, whatever happens meanwhile, and remembers what it was told about each. */
public final class Workload {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final int EVERY_CHANNEL = 6;
    private static final int EVERY_REPEAT = 7;
    private static final int EVERY_CANCEL = 19;

    private final List<Party> parties;
    private final Channel channel;
    private final Deeds deeds;
    private final RandomGenerator random;
    private final List<Shape> shapes;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicLong repeats = new AtomicLong();

    /**
     * Of these parties, by requests and by this channel.
     *
     * @param deeds to which is added what was confirmed
     * @param without shapes that are left out
     */
    public Workload(List<Party> parties, Channel channel, Deeds deeds, RandomGenerator random, Set<String> without) {
        this.parties = List.copyOf(parties);
        this.channel = channel;
        this.deeds = deeds;
        this.random = random;
        this.shapes = Arrays.stream(Shape.values())
                .filter(shape -> !without.contains(shape.word()))
                .toList();
    }

    /** Returns when the start of each run was confirmed, or given up. */
    public void start(int runs, Duration over) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            for (int number = 0; number < runs; number++) {
                Order order = order(number);
                var unused = callers.submit(() -> perform(order));
                TimeUnit.NANOSECONDS.sleep(began + over.toNanos() / runs * (number + 1) - System.nanoTime());
            }
        }
    }

    public List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Runs that nobody confirmed: they may exist or not. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** Requests and records that were sent once more although they had been confirmed. */
    public long repeats() {
        return repeats.get() + channel.repeats();
    }

    private record Order(int number, Party party, String agent, Shape shape) {
        String operation() {
            return String.format(Locale.ROOT, "%s-%05d", party.tenant(), number);
        }
    }

    private Order order(int number) {
        Party party = parties.get(random.nextInt(parties.size()));
        String agent = party.agents().get(random.nextInt(party.agents().size()));
        return new Order(number, party, agent, shapes.get(random.nextInt(shapes.size())));
    }

    private void perform(Order order) {
        try {
            if (order.number() % EVERY_CHANNEL == 0) {
                byRecord(order);
            } else {
                byRequest(order);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            refused.add(order.operation() + ": " + e.getMessage());
        }
    }

    private void byRecord(Order order) throws InterruptedException {
        String run = channel.start(order.party(), order.agent(), order.shape().message(order.operation()));
        confirmed(order, run);
    }

    private void confirmed(Order order, String run) {
        acknowledged.add(new Acknowledged(run, order.party().tenant(), order.operation()));
        deeds.done(order.party().tenant(), "run.create", run);
    }

    private void byRequest(Order order) throws InterruptedException {
        String run = untilConfirmed(order);
        confirmed(order, run);
        if (order.number() % EVERY_REPEAT == 0) {
            repeats.incrementAndGet();
            String again = untilConfirmed(order);
            if (!again.equals(run)) {
                refused.add(order.operation() + ": the same key started " + run + " and " + again);
            }
        }
        if (order.number() % EVERY_CANCEL == 0) {
            cancel(order.party(), run);
        }
    }

    private void cancel(Party party, String run) {
        if (party.gateway()
                .send("POST", "/api/v1/runs/" + run + "/cancel", Map.of())
                .isSuccess()) {
            deeds.done(party.tenant(), "run.cancel", run);
        }
    }

    /** As a good client does: the same request under the same key until there is an answer. */
    private String untilConfirmed(Order order) throws InterruptedException {
        Map<String, Object> body =
                Map.of("input", Map.of("message", order.shape().message(order.operation())));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = order.party()
                        .gateway()
                        .send(
                                "POST",
                                "/api/v1/agents/" + order.agent() + "/runs",
                                body,
                                Map.of("Idempotency-Key", order.operation()));
                if (answer.isSuccess()) {
                    return Json.read(answer.body()).path("id").asString();
                }
                last = answer.status() + " " + answer.body();
                if (answer.status() < 500 && answer.status() != 429 && answer.status() != 409) {
                    break;
                }
            } catch (UncheckedIOException e) {
                last = String.valueOf(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        throw new IllegalStateException(last);
    }
}
