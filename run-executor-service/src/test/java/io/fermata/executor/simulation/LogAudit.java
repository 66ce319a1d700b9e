package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.simulation.Workload.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every log as it is written, and trusts nothing that the machine believes of it. */
final class LogAudit {

    private final World world;
    private final Map<Integer, Book> books = new HashMap<>();

    LogAudit(World world) {
        this.world = world;
    }

    void appended(Row row, Step step, long sequence, long epoch) {
        book(row.run).append(step, sequence, epoch);
    }

    /** The arguments' hash for which this key was intended. */
    Optional<String> intended(int run, String effectKey) {
        return Optional.ofNullable(book(run).intents.get(effectKey))
                .map(order -> order.call().argumentsSha256());
    }

    Optional<String> approvalOf(Order order) {
        return Optional.ofNullable(book(order.run()).approvals.get(order.logicalCall()));
    }

    int foundNotDone(Order order) {
        return book(order.run()).notDone.getOrDefault(order.logicalCall(), 0);
    }

    List<Order> doubts(int run) {
        return new ArrayList<>(book(run).doubts.values());
    }

    /** Looks at what can only be judged in the end. */
    void close() {
        Set<String> parked = new HashSet<>();
        Set<String> cut = new HashSet<>();
        books.values().forEach(book -> {
            parked.addAll(book.parked);
            cut.addAll(book.cancelled ? book.intents.keySet() : Set.of());
        });
        world.tools()
                .unknown()
                .forEach(key ->
                        Violation.unless(parked.contains(key) || cut.contains(key), Invariant.UNKNOWN_IS_PARKED, key));
    }

    private Book book(int run) {
        return books.computeIfAbsent(run, Book::new);
    }

    private final class Book {
        private final int run;
        private final Limits limits;
        private final Map<String, ToolCall> open = new HashMap<>();
        private final Map<String, Order> intents = new HashMap<>();
        private final Map<String, Order> doubts = new HashMap<>();
        private final Map<String, String> approvals = new HashMap<>();
        private final Map<String, Integer> notDone = new HashMap<>();
        private final Set<String> parked = new HashSet<>();
        private long sequence;
        private long epoch;
        private int turns;
        private int toolCalls;
        private BigDecimal spent = BigDecimal.ZERO;
        private boolean ended;
        private boolean cancelled;

        Book(int run) {
            this.run = run;
            this.limits = world.workload().limits(run);
        }

        void append(Step step, long at, long writtenUnder) {
            require(!ended, Invariant.TERMINAL_IS_FINAL);
            require(writtenUnder >= epoch, Invariant.EPOCHS_NEVER_FALL);
            require(at == sequence + 1, Invariant.SEQUENCE_HAS_NO_GAP);
            sequence = at;
            epoch = writtenUnder;
            switch (step) {
                case Step.Thought thought -> think(thought);
                case Step.ToolCalled(ToolCall call, String key, int _) -> intend(new Order(run, turns, call, key));
                case Step.ToolReturned(ToolCall call, var _, var _) ->
                    require(open.remove(call.callId()) != null, Invariant.DONE_STAYS_DONE);
                case Step.ApprovalRequested(ToolCall call, String id, int _) ->
                    require(approvals.put(logical(call), id) == null, Invariant.APPROVED_IN_TIME);
                case Step.OutcomeLost(ToolCall call, String key, int _) -> doubt(new Order(run, turns, call, key));
                case Step.OutcomeSettled(ToolCall call, String key, Step.Verdict verdict, var _, var _) -> {
                    doubts.remove(key);
                    notDone.merge(logical(call), verdict == Step.Verdict.NOT_DONE ? 1 : 0, Integer::sum);
                }
                case Step.RunCancelled _ -> {
                    cancelled = true;
                    end();
                }
                case Step.OutputProduced _, Step.RunFailed _ -> end();
                case Step.ApprovalAnswered _, Step.AttemptFailed _, Step.OutputRejected _ -> {}
            }
        }

        private void think(Step.Thought thought) {
            require(open.isEmpty(), Invariant.NO_OPEN_CALLS);
            turns++;
            spent = spent.add(thought.usage().costUsd());
            require(turns <= limits.turns(), Invariant.LIMITS_FIRST);
            require(spent.compareTo(limits.costUsd()) <= 0, Invariant.LIMITS_FIRST);
            thought.calls().forEach(call -> open.put(call.callId(), call));
        }

        private void intend(Order order) {
            require(order.call().equals(open.get(order.call().callId())), Invariant.DONE_STAYS_DONE);
            require(order.tool() != Tool.FORBIDDEN, Invariant.LIMITS_FIRST);
            require(++toolCalls <= limits.toolCalls(), Invariant.LIMITS_FIRST);
            require(intents.put(order.effectKey(), order) == null, Invariant.ONE_HASH_PER_KEY);
        }

        private void doubt(Order order) {
            require(open.containsKey(order.call().callId()), Invariant.DONE_STAYS_DONE);
            doubts.put(order.effectKey(), order);
            parked.add(order.effectKey());
            world.tally().count("unknown outcomes parked");
        }

        private void end() {
            require(open.isEmpty(), Invariant.NO_OPEN_CALLS);
            ended = true;
            world.tally().count("runs ended");
        }

        private String logical(ToolCall call) {
            return new Order(run, turns, call, "").logicalCall();
        }

        private void require(boolean kept, Invariant invariant) {
            if (!kept) {
                throw new Violation(invariant, "run " + run + " after step " + sequence);
            }
        }
    }
}
