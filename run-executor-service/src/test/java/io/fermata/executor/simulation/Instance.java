package io.fermata.executor.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One executor process: what it has in memory is gone when it dies, and goes on unchanged when it was only paused. */
final class Instance {

    private static final int SLOTS = 16;
    private static final long GRACE = 15_000;

    private final int id;
    private final World world;
    private final Map<Integer, Loop> active = new LinkedHashMap<>();
    private boolean dead;
    private boolean stopping;
    private long pausedUntil;
    private long clockShift;

    Instance(int id, World world) {
        this.id = id;
        this.world = world;
    }

    int id() {
        return id;
    }

    void start() {
        world.disk().heartbeat(id);
        every(Disk.LEASE_MILLIS / 4, () -> world.disk().heartbeat(id));
        every(500, this::sweep);
        every(500, this::sufferFate);
    }

    /** The time as this process believes it to be. */
    long clock() {
        return world.now() + clockShift;
    }

    boolean isUp() {
        return !dead && !stopping && world.now() >= pausedUntil;
    }

    void resume() {
        pausedUntil = Math.min(pausedUntil, world.now());
    }

    void after(long millis, Runnable what) {
        world.after(millis, () -> here(what));
    }

    /** Does it in this process: not at all when it is dead, and later when it is paused. */
    void here(Runnable what) {
        if (dead) {
            return;
        }
        if (world.now() < pausedUntil) {
            after(pausedUntil - world.now() + world.fate().below(20), what);
        } else {
            what.run();
        }
    }

    /** A statement that was sent is carried out whether or not the process lives on. */
    <T> void database(Supplier<T> statement, Consumer<T> then, Runnable broken) {
        world.after(world.fate().below(5), () -> {
            if (world.fate().strikes(Fault.LOSE_STATEMENT)) {
                after(1, broken);
                return;
            }
            T result = statement.get();
            boolean lost = world.fate().strikes(Fault.LOSE_ANSWER);
            after(world.fate().below(5), () -> {
                if (lost) {
                    broken.run();
                } else {
                    then.accept(result);
                }
            });
        });
    }

    void launch(int run) {
        if (!stopping && !active.containsKey(run) && active.size() < SLOTS) {
            Loop loop = new Loop(world, this, run);
            active.put(run, loop);
            loop.begin();
        }
    }

    void wake(int run) {
        Loop loop = active.get(run);
        if (loop == null) {
            launch(run);
        } else {
            loop.readNews();
        }
    }

    void left(int run, boolean parked) {
        active.remove(run);
        if (parked) {
            database(() -> world.disk().signals(run), news -> launchIf(!news.isEmpty(), run), () -> {});
        }
    }

    private void launchIf(boolean wanted, int run) {
        if (wanted) {
            launch(run);
        }
    }

    private void sweep() {
        if (stopping) {
            return;
        }
        find(() -> world.disk().signalled(id), this::wake);
        find(world.disk()::runnable, this::launch);
        if (world.keeps(Rule.SWEEP_STRAYS)) {
            find(() -> world.disk().leasedTo(id), this::launch);
        }
    }

    /** A chore that finds nothing is no event. */
    private void find(Supplier<List<Integer>> statement, IntConsumer each) {
        world.tick(world.fate().below(5), () -> {
            List<Integer> runs = statement.get();
            if (!runs.isEmpty()) {
                after(world.fate().below(5), () -> runs.forEach(each::accept));
            }
        });
    }

    private void sufferFate() {
        if (world.fate().strikes(Fault.KILL)) {
            die();
        } else if (world.fate().strikes(Fault.PAUSE)) {
            pausedUntil = world.now() + world.fate().between(500, 4 * Disk.LEASE_MILLIS);
        } else if (!stopping && world.fate().strikes(Fault.STOP)) {
            stop();
        }
        if (world.fate().strikes(Fault.SHIFT_CLOCK)) {
            clockShift = world.fate().between(-5_000, 5_000);
        }
    }

    void die() {
        if (!dead) {
            dead = true;
            world.replace(this);
        }
    }

    private void stop() {
        stopping = true;
        List.copyOf(active.values()).forEach(Loop::stop);
        long deadline = world.now() + GRACE;
        every(100, () -> {
            if (active.isEmpty() || world.now() > deadline) {
                world.disk().leave(id);
                die();
            }
        });
    }

    private void every(long millis, Runnable work) {
        world.tick(millis, () -> {
            if (dead) {
                return;
            }
            if (world.now() >= pausedUntil) {
                work.run();
            }
            every(millis, work);
        });
    }
}
