package io.fermata.registry.draft;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.BodyFailures;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a merge patch as strictly as a whole body: what an agent does not have cannot be patched into it. */
@Component
public class DraftReader {
    private static final String STATUS = "status";

    private final Json json;

    DraftReader(Json json) {
        this.json = json;
    }

    /** The agent as it would be after the patch. */
    public AgentDraft patched(AgentDraft current, ObjectNode patch) {
        if (patch.has(STATUS)) {
            throw ProblemException.of(Problems.UNKNOWN_PROPERTY, "A status changes by activate, pause or deprecate.")
                    .withErrors(List.of(new FieldProblem("/" + STATUS, "is not known")));
        }
        JsonNode merged = MergePatch.apply(document(current), patch);
        return read(merged).draft();
    }

    /** What is wrong with the merged document is wrong with the body: it fails the way an unreadable body does. */
    private AgentRequest read(JsonNode merged) {
        try {
            return json.convert(merged, AgentRequest.class);
        } catch (JacksonException e) {
            throw BodyFailures.translate(e);
        }
    }

    private JsonNode document(AgentDraft draft) {
        ObjectNode document = (ObjectNode) json.tree(draft.profile());
        return document.set("config", json.tree(draft.config()));
    }
}
