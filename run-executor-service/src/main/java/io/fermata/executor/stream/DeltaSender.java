package io.fermata.executor.stream;

import io.fermata.starter.events.EventProducer;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the pieces of text that models write, on a thread of its own: the producer blocks while the bus is away, and no
 * model's answer waits for that. Pieces that find no room are dropped; none is a fact.
 */
@Component
class DeltaSender implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeltaSender.class);
    private static final int MOST_WAITING = 4_096;

    private record Piece(TenantId tenant, OutgoingEvent event) {}

    private final EventProducer producer;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile Thread sender = new Thread();
    private volatile boolean running;

    DeltaSender(EventProducer producer) {
        this.producer = producer;
    }

    /** Never blocks. Needs a bound tenant. */
    void offer(OutgoingEvent event) {
        if (!pieces.offer(new Piece(Tenants.current(), event))) {
            LOG.atDebug().addKeyValue("run_id", event.key()).log("a piece of text was dropped");
        }
    }

    private void send() {
        try {
            while (running) {
                Piece piece = pieces.take();
                Tenants.run(piece.tenant(), () -> send(piece.event()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OutgoingEvent event) {
        try {
            producer.send(event);
        } catch (RuntimeException e) {
            // Whatever it is, the next piece may get through, and nobody else sends it.
            LOG.atDebug().addKeyValue("run_id", event.key()).log("a piece of text was not sent: {}", e.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        sender = Thread.ofVirtual().name("step-delta").start(this::send);
    }

    @Override
    public void stop() {
        running = false;
        sender.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
