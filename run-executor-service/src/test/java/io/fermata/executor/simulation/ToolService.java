package io.fermata.executor.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The tool service: intent, call, outcome, and a memory of all three that outlives it. */
final class ToolService {

    private static final long TIMEOUT = 3_000;
    private static final long GRACE = 2_000;
    private static final int MOST_TRIES = 3;

    private final World world;
    private final Map<String, Execution> ledger = new HashMap<>();
    private int life;
    private long downUntil;

    ToolService(World world) {
        this.world = world;
    }

    enum Reply {
        SUCCEEDED,
        FAILED,
        UNKNOWN,
        /** Ask again. */
        UNAVAILABLE
    }

    private static final class Execution {
        private int life;
        private long leaseUntil;
        private Reply outcome;
    }

    void start() {
        world.tick(500, this::sufferFate);
    }

    private void sufferFate() {
        if (world.fate().strikes(Fault.KILL_TOOLS)) {
            life++;
            downUntil = world.now() + world.fate().between(200, 3_000);
        }
        world.tick(500, this::sufferFate);
    }

    void request(Order order, Consumer<Reply> reply) {
        world.after(world.fate().between(1, 30), () -> {
            if (world.now() < downUntil) {
                reply.accept(Reply.UNAVAILABLE);
            } else {
                execute(order, answer -> answer(answer, reply));
            }
        });
    }

    private void answer(Reply answer, Consumer<Reply> reply) {
        boolean lost = world.fate().strikes(Fault.LOSE_REPLY);
        world.after(world.fate().between(1, 30), () -> reply.accept(lost ? Reply.UNAVAILABLE : answer));
    }

    private void execute(Order order, Consumer<Reply> reply) {
        Execution known = world.keeps(Rule.LOOK_UP_EFFECTS) ? ledger.get(order.effectKey()) : null;
        if (known == null) {
            open(order, new Execution(), reply);
        } else if (known.outcome != null) {
            world.tally().count("effects replayed");
            reply.accept(known.outcome);
        } else if (known.life == life || world.now() < known.leaseUntil) {
            reply.accept(Reply.UNAVAILABLE);
        } else {
            takeOver(order, known, reply);
        }
    }

    private void open(Order order, Execution execution, Consumer<Reply> reply) {
        ledger.put(order.effectKey(), execution);
        own(execution);
        call(order, execution, 1, reply);
    }

    private void own(Execution execution) {
        execution.life = life;
        execution.leaseUntil = world.now() + MOST_TRIES * TIMEOUT + GRACE;
    }

    private void takeOver(Order order, Execution execution, Consumer<Reply> reply) {
        world.tally().count("effects taken over");
        own(execution);
        boolean repeatable = order.tool().isRepeatable() || !world.keeps(Rule.NEVER_REPEAT_UNREPEATABLE);
        if (!repeatable) {
            close(execution, execution.life, Reply.UNKNOWN, reply);
        } else if (order.tool() == Tool.QUERYABLE && world.outside().hasHappened(order)) {
            close(execution, execution.life, Reply.SUCCEEDED, reply);
        } else {
            call(order, execution, 1, reply);
        }
    }

    private void call(Order order, Execution execution, int attempt, Consumer<Reply> reply) {
        int mine = life;
        world.outside().call(order, TIMEOUT, heard -> {
            if (mine != life) {
                reply.accept(Reply.UNAVAILABLE);
            } else if (heard != Outside.Heard.NOTHING) {
                close(execution, mine, heard == Outside.Heard.DONE ? Reply.SUCCEEDED : Reply.FAILED, reply);
            } else if (!order.tool().isRepeatable()) {
                close(execution, mine, Reply.UNKNOWN, reply);
            } else if (order.tool() == Tool.QUERYABLE && world.outside().hasHappened(order)) {
                close(execution, mine, Reply.SUCCEEDED, reply);
            } else if (attempt < MOST_TRIES) {
                call(order, execution, attempt + 1, reply);
            } else {
                close(execution, mine, Reply.FAILED, reply);
            }
        });
    }

    private void close(Execution execution, int mine, Reply outcome, Consumer<Reply> reply) {
        world.after(world.fate().between(1, 10), () -> {
            if (mine != life) {
                reply.accept(Reply.UNAVAILABLE);
                return;
            }
            execution.outcome = outcome;
            if (outcome == Reply.UNKNOWN) {
                world.tally().count("outcomes unknown");
            }
            reply.accept(outcome);
        });
    }

    /** The effect keys whose outcome nobody knows. */
    Stream<String> unknown() {
        return ledger.entrySet().stream()
                .filter(entry -> entry.getValue().outcome == Reply.UNKNOWN)
                .map(Map.Entry::getKey)
                .sorted();
    }
}
