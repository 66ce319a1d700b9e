package io.fermata.executor.simulation;

import io.fermata.executor.simulation.Message.ApprovalDecided;
import io.fermata.executor.simulation.Message.ApprovalRequired;
import io.fermata.executor.simulation.Message.RunRequested;

/** Kafka at its worst: late, twice, in another order, and read by consumers that die before they are done. */
final class Bus {

    private final World world;

    Bus(World world) {
        this.world = world;
    }

    void publish(Message message) {
        deliver(message);
        if (world.fate().strikes(Fault.DUPLICATE)) {
            deliver(message);
        }
    }

    private void deliver(Message message) {
        long late = world.fate().strikes(Fault.DELAY) ? world.fate().between(1_000, 20_000) : 0;
        world.after(late + world.fate().between(1, 150), () -> arrive(message));
    }

    private void arrive(Message message) {
        if (world.fate().strikes(Fault.DROP) || !consume(message)) {
            world.after(world.fate().between(500, 5_000), () -> arrive(message));
        }
    }

    /** False when nobody is there to take it. */
    private boolean consume(Message message) {
        return switch (message) {
            case ApprovalRequired required -> world.people().asked(required);
            case RunRequested(int run, boolean byChannel) -> {
                if (byChannel) {
                    world.disk().create(run);
                }
                yield world.anyInstance(instance -> instance.launch(run));
            }
            case ApprovalDecided decided -> {
                if (world.disk().firstTime(decided.eventId())) {
                    world.disk()
                            .signal(
                                    decided.run(),
                                    new Signal.Decided(
                                            decided.approvalId(), decided.decision(), decided.argumentsSha256()));
                }
                yield world.anyInstance(instance -> instance.wake(decided.run()));
            }
        };
    }
}
