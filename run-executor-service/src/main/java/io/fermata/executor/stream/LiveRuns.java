package io.fermata.executor.stream;

import io.fermata.contracts.event.StepDelta;
import io.fermata.executor.execution.RunFeed;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.events.OutgoingEvent;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Everybody who watches a run on this instance, whichever instance executes it. */
@Component
class LiveRuns implements RunFeed, SmartLifecycle {

    private final ConcurrentHashMap<String, CopyOnWriteArrayList<Watch>> watches = new ConcurrentHashMap<>();
    private final DeltaSender deltas;
    private volatile boolean running;

    LiveRuns(DeltaSender deltas) {
        this.deltas = deltas;
    }

    Watch watch(String runId) {
        CopyOnWriteArrayList<Watch> watchers = new CopyOnWriteArrayList<>();
        Watch[] self = new Watch[1];
        Watch watch = new Watch(() -> forget(runId, self[0]));
        self[0] = watch;
        watches.compute(runId, (_, known) -> {
            CopyOnWriteArrayList<Watch> list = known == null ? watchers : known;
            list.add(watch);
            return list;
        });
        return watch;
    }

    boolean isWatched(String runId) {
        return watches.containsKey(runId);
    }

    void tell(String runId, Supplier<News> news) {
        List<Watch> watchers = watches.get(runId);
        if (watchers != null) {
            News item = news.get();
            watchers.forEach(watch -> watch.offer(item));
        }
    }

    @Override
    public void steps(Run run, List<StepRow> steps) {
        steps.forEach(step -> tell(run.id(), () -> new News.Step(step)));
    }

    @Override
    public void changed(Run run) {
        tell(run.id(), () -> new News.RunChanged(run.status().wire()));
    }

    /** Watchers of this instance hear at once; those of others by the bus, if it is there: a model's answer needs no bus. */
    @Override
    public void token(Run run, long sequence, long index, String text) {
        tell(run.id(), () -> new News.Token(sequence, index, text));
        deltas.offer(OutgoingEvent.of(run.id(), run.id(), new StepDelta(run.id(), sequence, index, text)));
    }

    private void forget(String runId, Watch watch) {
        watches.computeIfPresent(runId, (_, watchers) -> {
            watchers.remove(watch);
            return watchers.isEmpty() ? null : watchers;
        });
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        watches.values().forEach(watchers -> watchers.forEach(watch -> watch.offer(new News.Closing())));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
