package io.fermata.executor.run;

import io.fermata.contracts.Problems;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.agent.Agent;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.session.SessionStore;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.idempotency.RequestIds;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Puts a run on record, with its session, its first message and its events, in one transaction. */
@Service
public class RequestRun {

    private static final String BY_API = "api";

    private final RunStore runs;
    private final SessionStore sessions;
    private final Outbox outbox;
    private final RunEvents events;
    private final Json json;
    private final RequestIds requestIds;
    private final Clock clock;

    RequestRun(
            RunStore runs,
            SessionStore sessions,
            Outbox outbox,
            RunEvents events,
            Json json,
            RequestIds requestIds,
            Clock clock) {
        this.runs = runs;
        this.sessions = sessions;
        this.outbox = outbox;
        this.events = events;
        this.json = json;
        this.requestIds = requestIds;
        this.clock = clock;
    }

    /**
     * What somebody wants run.
     *
     * @param runId null for a new one
     * @param runner who will do the work
     */
    public record Command(
            @Nullable String runId,
            @Nullable String sessionId,
            JsonNode input,
            @Nullable JsonNode metadata,
            String triggerSource,
            @Nullable String triggeredBy,
            Runner runner) {}

    /** From the API: the run, and the event by which any replica takes it up, unless it is executed outside. */
    @Transactional
    public Run handle(Agent agent, Command command) {
        Run run = accepted(agent, command);
        if (!record(run, command)) {
            // The same request made it before, and only the answer was lost.
            return runs.find(run.id()).orElseThrow(() -> ProblemException.conflict("The run's id is taken."));
        }
        List<OutgoingEvent> told = new ArrayList<>();
        if (!run.isExternal()) {
            told.add(requested(run, command));
        }
        told.add(events.changed(run));
        told.add(events.created(run, BY_API));
        outbox.publishAll(told);
        return run;
    }

    /** A run that is executed outside waits from the beginning, for as long as its agent may take. */
    private Run accepted(Agent agent, Command command) {
        Run run = queued(agent.id(), agent.version(), command);
        return run.isExternal()
                ? run.awaitReport(run.createdAt().plus(agent.guardrails().timeout()))
                : run;
    }

    private static OutgoingEvent requested(Run run, Command command) {
        return new OutgoingEvent(
                Topics.RUN_REQUESTED,
                run.id(),
                run.id(),
                new RunRequested(
                        run.id(),
                        run.agentId(),
                        run.agentVersion(),
                        run.sessionId(),
                        command.input(),
                        new Trigger(command.triggerSource(), command.triggeredBy()),
                        command.metadata(),
                        null));
    }

    /** From the bus: the request is there already. Empty when the run id is taken. */
    @Transactional
    public Optional<Run> handleEvent(Agent agent, Command command) {
        Run run = queued(agent.id(), agent.version(), command);
        if (!record(run, command)) {
            return Optional.empty();
        }
        outbox.publishAll(List.of(events.changed(run), events.created(run, Topics.RUN_REQUESTED)));
        return Optional.of(run);
    }

    /** From the bus, for an agent that cannot run: nobody waits for an answer there, so the run itself says why. */
    @Transactional
    public Run refuse(String agentId, int agentVersion, Command command, RunError reason) {
        Run run = queued(agentId, agentVersion, command).fail(reason, clock.instant());
        runs.createFailed(run);
        outbox.publishAll(List.of(events.changed(run), events.created(run, Topics.RUN_REQUESTED)));
        return run;
    }

    private boolean record(Run run, Command command) {
        if (!events.canTell(run, "")) {
            throw ProblemException.of(Problems.PAYLOAD_TOO_LARGE, "The input is larger than a run can be told.");
        }
        if (!runs.create(run)) {
            return false;
        }
        if (!sessions.open(run.sessionId(), run.agentId(), run.createdAt())) {
            throw ProblemException.validation("/session_id", "The session belongs to another agent.");
        }
        sessions.userSaid(run.sessionId(), run.id(), said(command.input()), run.createdAt());
        return true;
    }

    private Run queued(String agentId, int agentVersion, Command command) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Run(
                command.runId() == null ? requestIds.next("run") : command.runId(),
                Tenants.current().value(),
                agentId,
                agentVersion,
                command.sessionId() == null ? requestIds.next("ses") : command.sessionId(),
                command.runner(),
                Status.QUEUED,
                null,
                0,
                json.write(command.input()),
                null,
                null,
                command.metadata() == null || command.metadata().isNull() ? "{}" : json.write(command.metadata()),
                command.triggerSource(),
                command.triggeredBy(),
                TraceContext.current().traceparent(),
                null,
                Totals.NONE,
                now,
                null,
                null,
                null,
                0);
    }

    private static String said(JsonNode input) {
        JsonNode message = input.path("message");
        return message.isString() ? message.stringValue() : input.toString();
    }
}
