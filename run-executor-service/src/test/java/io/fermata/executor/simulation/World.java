package io.fermata.executor.simulation;

import io.fermata.executor.machine.OutputCheck;
import io.fermata.executor.machine.RunMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One platform from its first run to its last, on one thread, with everything else made up from the seed. */
final class World {

    private static final long STORM = 40_000;
    private static final long AFTERMATH = 15_000;
    private static final long PATIENCE = STORM + 3_600_000;

    private final Scenario scenario;
    private final Tally tally = new Tally();
    private final Timeline time = new Timeline();
    private final RunMachine machine = new RunMachine(
            text -> new OutputCheck.Verdict("{}", text.equals("bad") ? Optional.of("it is bad.") : Optional.empty()));
    private final Fate fate;
    private final Workload workload;
    private final Disk disk = new Disk(this);
    private final Bus bus = new Bus(this);
    private final Models models = new Models(this);
    private final Outside outside = new Outside(this);
    private final ToolService tools = new ToolService(this);
    private final People people = new People(this);
    private final LogAudit logs = new LogAudit(this);
    private final EffectAudit effects = new EffectAudit(this);
    private final BookAudit books = new BookAudit(this);
    private final List<Instance> instances = new ArrayList<>();
    private int lastInstance;
    private long lastId;

    private World(Scenario scenario) {
        this.scenario = scenario;
        this.fate = new Fate(scenario, tally);
        this.workload = new Workload(scenario.runs(), fate);
    }

    /** @throws Violation when a promise is not kept */
    static Tally run(Scenario scenario) {
        return run(scenario, Long.MAX_VALUE);
    }

    /** @param fatal the number of the event before which one executor dies, whatever the scenario says */
    static Tally run(Scenario scenario, long fatal) {
        World world = new World(scenario);
        world.begin();
        world.live(fatal);
        world.requireTheEnd();
        return world.tally;
    }

    private void begin() {
        for (int i = 0; i < scenario.instances(); i++) {
            startInstance();
        }
        tools.start();
        people.start(scenario.runs());
        time.after(STORM, () -> {
            fate.heal();
            instances.forEach(Instance::resume);
        });
    }

    private void live(long fatal) {
        long over = PATIENCE;
        while (time.now() < over && time.step()) {
            if (disk.ended() == scenario.runs()) {
                over = Math.min(over, time.now() + AFTERMATH);
            }
            if (tally.events() == fatal) {
                tally.event();
                instances.getFirst().die();
            }
        }
    }

    private void requireTheEnd() {
        for (Row row : disk.rows()) {
            Violation.unless(
                    row.isEnded(), Invariant.EVERYTHING_ENDS, "run " + row.run + " is " + row.status + " for ever");
        }
        Violation.unless(
                disk.rows().size() == scenario.runs(), Invariant.EVERYTHING_ENDS, "a run that was asked for is lost");
        books.close();
        logs.close();
        tally.count("worlds");
    }

    private void startInstance() {
        Instance instance = new Instance(lastInstance++, this);
        instances.add(instance);
        instance.start();
    }

    /** Another process comes up in the place of one that has died. */
    void replace(Instance dead) {
        instances.remove(dead);
        tally.count("executors lost");
        time.after(fate.between(200, 4_000), this::startInstance);
    }

    /** False when no instance is there. */
    boolean anyInstance(Consumer<Instance> work) {
        List<Instance> up = instances.stream().filter(Instance::isUp).toList();
        if (up.isEmpty()) {
            return false;
        }
        work.accept(fate.oneOf(up));
        return true;
    }

    /** Plans an event. */
    void after(long millis, Runnable what) {
        time.after(millis, () -> {
            tally.event();
            what.run();
        });
    }

    /** Plans a chore; it does not count as an event. */
    void tick(long millis, Runnable chore) {
        time.after(millis, chore);
    }

    long now() {
        return time.now();
    }

    long nextId() {
        return ++lastId;
    }

    boolean keeps(Rule rule) {
        return scenario.keeps(rule);
    }

    Tally tally() {
        return tally;
    }

    Fate fate() {
        return fate;
    }

    RunMachine machine() {
        return machine;
    }

    Workload workload() {
        return workload;
    }

    Disk disk() {
        return disk;
    }

    Bus bus() {
        return bus;
    }

    Models models() {
        return models;
    }

    Outside outside() {
        return outside;
    }

    ToolService tools() {
        return tools;
    }

    People people() {
        return people;
    }

    LogAudit logs() {
        return logs;
    }

    EffectAudit effects() {
        return effects;
    }

    BookAudit books() {
        return books;
    }
}
