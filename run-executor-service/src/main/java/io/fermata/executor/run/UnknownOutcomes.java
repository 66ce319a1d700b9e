package io.fermata.executor.run;

import io.fermata.executor.run.RunView.UnknownOutcome;
import io.fermata.starter.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Calls of which nobody knows whether they took effect, read from a run's log. */
@Component
public class UnknownOutcomes {

    private final JdbcClient jdbc;
    private final StepRows rows;
    private final Json json;

    UnknownOutcomes(JdbcClient jdbc, StepRows rows, Json json) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    /** Those that nobody has settled yet, oldest first. */
    @Transactional(readOnly = true)
    public List<UnknownOutcome> of(String runId) {
        Map<String, UnknownOutcome> open = new LinkedHashMap<>();
        jdbc
                .sql("SELECT " + StepRows.COLUMNS + " FROM steps WHERE run_id = ? AND type = 'wait' ORDER BY sequence")
                .params(runId)
                .query(rows::read)
                .stream()
                .forEach(step -> take(step, open));
        return new ArrayList<>(open.values());
    }

    private void take(StepRow step, Map<String, UnknownOutcome> open) {
        JsonNode input = json.read(step.inputJson());
        String key = input.path("effect_key").asString();
        if (json.read(step.outputJson()).path("state").asString().equals("ended")) {
            open.remove(key);
        } else {
            open.put(
                    key,
                    new UnknownOutcome(key, input.path("tool").asString(), input.path("arguments"), step.createdAt()));
        }
    }
}
