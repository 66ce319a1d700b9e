package io.fermata.executor.run;

import io.fermata.starter.json.Json;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs as the API shows them, with what has to be read from their logs. */
@Component
public class RunViews {

    private final ActionsTaken actions;
    private final UnknownOutcomes unknown;
    private final Json json;

    RunViews(ActionsTaken actions, UnknownOutcomes unknown, Json json) {
        this.actions = actions;
        this.unknown = unknown;
        this.json = json;
    }

    public RunView of(Run run) {
        return of(List.of(run)).getFirst();
    }

    List<RunView> of(List<Run> found) {
        Map<String, List<RunView.ActionTaken>> taken =
                actions.of(found.stream().map(Run::id).toList());
        return found.stream()
                .map(run -> RunView.of(
                        run,
                        taken.getOrDefault(run.id(), List.of()),
                        run.needsReconciliation() ? unknown.of(run.id()) : List.of(),
                        json))
                .toList();
    }
}
