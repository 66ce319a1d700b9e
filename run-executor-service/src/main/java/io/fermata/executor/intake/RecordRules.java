package io.fermata.executor.intake;

import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.TriggerSource;
import io.fermata.executor.intake.RecordAuthorization.RefusedException;
import io.fermata.executor.run.EventRoom;
import io.fermata.starter.json.Json;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What a record from outside that asks for a run must be like. What the API refuses in a body is refused here too. */
@Component
class RecordRules {

    private static final Set<String> SOURCES = Set.of(
            TriggerSource.API,
            TriggerSource.WEBHOOK,
            TriggerSource.CRON,
            TriggerSource.EVENT,
            TriggerSource.CHANNEL,
            TriggerSource.AGENT);
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,256}");

    private final EventRoom room;
    private final Json json;

    RecordRules(EventRoom room, Json json) {
        this.room = room;
        this.json = json;
    }

    void require(RunRequested request, byte[] sent) {
        RecordAuthorization.requireRunId(request.runId());
        requireReadable(sent);
        require(isName(request.agentId()), "agent-id-malformed");
        require(request.sessionId() == null || isName(request.sessionId()), "session-id-malformed");
        require(SOURCES.contains(request.trigger().source()), "trigger-malformed");
        require(request.trigger().user() == null || isName(request.trigger().user()), "trigger-malformed");
        new StartRunRequest(
                        request.agentId(),
                        request.input(),
                        request.sessionId(),
                        request.metadata(),
                        request.agentVersion(),
                        null)
                .problems().stream().findFirst().ifPresent(problem -> {
                    throw new RefusedException(reason(problem.pointer()));
                });
        require(room.holds(json.write(request.input())), "input-too-large");
    }

    /** Events are read with more patience than bodies: a text that looks like a number is none here either. */
    private void requireReadable(byte[] sent) {
        try {
            var _ = json.readTolerant(sent, RunRequested.class);
        } catch (JacksonException e) {
            throw new RefusedException("data-malformed");
        }
    }

    private static boolean isName(@Nullable String text) {
        return text != null && NAME.matcher(text).matches();
    }

    private static void require(boolean holds, String reason) {
        if (!holds) {
            throw new RefusedException(reason);
        }
    }

    /** {@code /input/message} is what is wrong with the input. */
    private static String reason(String pointer) {
        return pointer.split("/", -1)[1].replace('_', '-') + "-malformed";
    }
}
