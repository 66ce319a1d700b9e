package io.fermata.executor.execution;

import io.fermata.contracts.Problems;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The runs that this instance executes. Claims them, keeps them apart, and gives them back when it goes. */
@Component
public class RunExecutor implements SmartLifecycle {

    /** Starts before the listeners that feed it and stops after them. */
    static final int PHASE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);
    private static final int MOST_FAILURES = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Shell shell;
    private final RunExecutorProperties properties;
    private final Map<String, LinkedBlockingQueue<Mail>> active = new ConcurrentHashMap<>();
    private final FairStart starts;
    private final Departures departures = new Departures();
    private final SetAside setAside;
    private volatile boolean running;
    /** While the last runs come to rest, leases are kept and mail is delivered, but nothing is taken up any more. */
    private volatile boolean stopping;

    RunExecutor(Shell shell, RunExecutorProperties properties) {
        this.shell = shell;
        this.properties = properties;
        this.starts = new FairStart(properties.maxConcurrentRuns(), properties.maxWaitingRuns());
        this.setAside = new SetAside(shell.clock());
    }

    /** Starts executing the run here, when its tenant's turn comes, if nobody alive has it. Cheap when somebody has. */
    public void launch(TenantId tenant, String runId) {
        if (takesRuns() && !active.containsKey(runId) && !setAside.holds(runId)) {
            starts.offer(new FairStart.Turn(tenant, runId)).ifPresent(this::begin);
        }
    }

    /** Starts executing the run here if a slot is free. If none is, the run's event finds it a turn, here or elsewhere. */
    public void launchIfFree(TenantId tenant, String runId) {
        if (takesRuns() && starts.take()) {
            begin(new FairStart.Turn(tenant, runId));
        }
    }

    private boolean takesRuns() {
        return running && !stopping;
    }

    /** Whether the run is under way here. */
    public boolean executes(String runId) {
        return active.containsKey(runId);
    }

    private void begin(FairStart.Turn turn) {
        LinkedBlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
        if (!takesRuns() || active.putIfAbsent(turn.runId(), mailbox) != null) {
            starts.release().ifPresent(this::begin);
            return;
        }
        if (stopping) {
            // It came too late to be among those that are told to.
            mailbox.add(new Mail.Stop());
        }
        Thread.ofVirtual()
                .name(turn.runId())
                .start(() -> Tenants.run(turn.tenant(), () -> execute(turn.tenant(), turn.runId(), mailbox)));
    }

    /** There may be news for the run: wakes it if it is here, and takes it if it waits for nobody in particular. */
    public void wake(TenantId tenant, String runId) {
        LinkedBlockingQueue<Mail> mailbox = active.get(runId);
        if (mailbox == null) {
            launch(tenant, runId);
        } else {
            mailbox.add(new Mail.News());
        }
    }

    /** Whether another run could begin, or wait for its turn. */
    public boolean hasRoom() {
        return starts.hasRoom();
    }

    int waitingRuns() {
        return starts.waiting();
    }

    private void execute(TenantId tenant, String runId, LinkedBlockingQueue<Mail> mailbox) {
        MDC.put("run_id", runId);
        RunLoop.Left left = RunLoop.Left.STOPPED;
        shell.journal().join();
        try {
            left = untilLeft(runId, mailbox);
        } catch (RuntimeException e) {
            if (!DatabaseTrouble.isPassing(e)) {
                setAside.add(runId);
            }
            LOG.atError()
                    .addKeyValue("run_id", runId)
                    .setCause(e)
                    .log("a run was dropped here; the sweep will find it");
        } finally {
            shell.journal().leave();
            active.remove(runId);
            starts.release().ifPresent(this::begin);
            MDC.remove("run_id");
        }
        if (left == RunLoop.Left.PARKED && hasNews(runId)) {
            launch(tenant, runId);
        }
    }

    private boolean hasNews(String runId) {
        return !shell.signals().waiting(runId).isEmpty();
    }

    /** Claims and executes, in the run's own trace, whoever had it before and whatever brought it here. */
    private RunLoop.Left untilLeft(String runId, LinkedBlockingQueue<Mail> mailbox) {
        return departures
                .next(() -> stopping
                        ? Optional.<Leases.Claimed>empty()
                        : shell.leases().claim(runId))
                .map(first -> first.run().trace().call(() -> untilLeft(first, mailbox)))
                .orElse(RunLoop.Left.STOPPED);
    }

    /** Tries again while only our own infrastructure is in the way. */
    private RunLoop.Left untilLeft(Leases.Claimed first, LinkedBlockingQueue<Mail> mailbox) {
        String runId = first.run().id();
        Optional<Leases.Claimed> claimed = Optional.of(first);
        int failures = 0;
        while (claimed.isPresent()) {
            try {
                return new RunLoop(shell, claimed.get(), mailbox).run();
            } catch (LeaseLostException e) {
                LOG.atWarn().addKeyValue("run_id", runId).log("fenced off: another instance has this run");
                return RunLoop.Left.STOPPED;
            } catch (RuntimeException | StackOverflowError e) {
                boolean passing = e instanceof ServiceUnavailableException || DatabaseTrouble.isPassing(e);
                failures += passing ? 0 : 1;
                LOG.atWarn().addKeyValue("run_id", runId).setCause(e).log("a run was interrupted and is tried again");
                if (isTooLarge(e)) {
                    return giveUp(claimed.get(), Endings.tooLarge("what the run brought is larger than can be told"));
                }
                if (failures >= MOST_FAILURES) {
                    return giveUp(claimed.get(), new RunError(RunError.Code.INTERNAL, "the run could not be executed"));
                }
            }
            mailbox.removeIf(mail -> !(mail instanceof Mail.Stop));
            claimed = reclaim(runId, claimed.get().lease());
        }
        return RunLoop.Left.STOPPED;
    }

    /** The run as it is on disk by now. Asks for as long as the database is away: a live owner's run is nobody else's. */
    private Optional<Leases.Claimed> reclaim(String runId, Lease lease) {
        while (true) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                if (takesRuns()) {
                    return shell.leases().reclaim(runId, lease);
                }
                shell.leases().release(runId, lease);
                return Optional.empty();
            } catch (RuntimeException e) {
                if (!running || !DatabaseTrouble.isPassing(e)) {
                    throw e;
                }
                LOG.atWarn().addKeyValue("run_id", runId).log("database away, holding on to a run: {}", e.getMessage());
            }
        }
    }

    /** Tried again, it would be as large again, and paid for again. */
    private static boolean isTooLarge(Throwable error) {
        return error instanceof ProblemException problem && problem.type() == Problems.PAYLOAD_TOO_LARGE;
    }

    private RunLoop.Left giveUp(Leases.Claimed claimed, RunError error) {
        shell.leases().reclaim(claimed.run().id(), claimed.lease()).ifPresent(current -> end(current, error));
        return RunLoop.Left.ENDED;
    }

    private void end(Leases.Claimed current, RunError error) {
        try {
            Endings.giveUp(shell, current, error);
        } catch (RuntimeException e) {
            if (e instanceof LeaseLostException || DatabaseTrouble.isPassing(e)) {
                throw e;
            }
            LOG.atError()
                    .addKeyValue("run_id", current.run().id())
                    .setCause(e)
                    .log("the log of a run cannot be read; the run ends here");
            Endings.giveUpUnread(
                    shell, current, new RunError(RunError.Code.INTERNAL, "the log of the run cannot be read"));
        }
    }

    @Override
    public void start() {
        shell.leases().heartbeat();
        stopping = false;
        running = true;
        every("lease-heartbeat", properties.lease().dividedBy(4), shell.leases()::heartbeat);
        every("run-sweep", properties.sweepInterval(), this::sweep);
        every("stray-sweep", properties.lease(), this::sweepStrays);
    }

    /** A run may have become ours without our hearing of it, when the database went away in the middle of a claim. */
    private void sweepStrays() {
        if (stopping) {
            return;
        }
        shell.leases().strays(active.keySet()).forEach(run -> launch(run.tenant(), run.runId()));
    }

    private void sweep() {
        shell.leases().signalled().forEach(run -> wake(run.tenant(), run.runId()));
        if (stopping) {
            return;
        }
        int room = Math.max(starts.free(), properties.maxWaitingRuns() - starts.waiting());
        if (room > 0) {
            shell.leases().runnable(room).forEach(run -> launch(run.tenant(), run.runId()));
        }
    }

    private void every(String name, Duration pause, Runnable work) {
        Thread.ofVirtual().name(name).start(() -> {
            while (running) {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.atWarn().addKeyValue("task", name).setCause(e).log("a periodic task failed and goes on");
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        });
    }

    /** Lets each run finish what it is doing, then gives all of them back. */
    @Override
    public void stop() {
        stopping = true;
        starts.clear();
        active.values().forEach(mailbox -> mailbox.add(new Mail.Stop()));
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!active.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        running = false;
        shell.leases().leave();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
