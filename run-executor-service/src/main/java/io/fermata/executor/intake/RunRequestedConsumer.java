package io.fermata.executor.intake;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunRequested;
import io.fermata.executor.agent.Agent;
import io.fermata.executor.agent.AgentDirectory;
import io.fermata.executor.execution.RunExecutor;
import io.fermata.executor.execution.RunMetrics;
import io.fermata.executor.intake.RecordAuthorization.RefusedException;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.platform.ServiceUnavailableException;
import io.fermata.executor.run.RequestRun;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.Runner;
import io.fermata.executor.session.SessionStore;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Every run begins here, whoever asked for it. A request that came by the API is on record already and needs no token: all
 * that its event can do is take up that very run. One from outside is believed as far as its token goes.
 */
@Component
class RunRequestedConsumer {

    static final String LISTENER = "run-requested";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Events events;
    private final Deliveries deliveries;
    private final RecordAuthorization authorization;
    private final RecordRules rules;
    private final AgentDirectory agents;
    private final RequestRun requestRun;
    private final RunStore runs;
    private final SessionStore sessions;
    private final CommitBarrier commits;
    private final RunExecutor executor;
    private final RunMetrics metrics;

    RunRequestedConsumer(
            Events events,
            Deliveries deliveries,
            RecordAuthorization authorization,
            RecordRules rules,
            AgentDirectory agents,
            RequestRun requestRun,
            RunStore runs,
            SessionStore sessions,
            CommitBarrier commits,
            RunExecutor executor,
            RunMetrics metrics) {
        this.events = events;
        this.deliveries = deliveries;
        this.authorization = authorization;
        this.rules = rules;
        this.agents = agents;
        this.requestRun = requestRun;
        this.runs = runs;
        this.sessions = sessions;
        this.commits = commits;
        this.executor = executor;
        this.metrics = metrics;
    }

    @KafkaListener(id = LISTENER, idIsGroup = false, topics = Topics.RUN_REQUESTED, groupId = "run-executor-service")
    void on(ConsumerRecord<String, byte[]> record) {
        ReceivedEvent<RunRequested> event = events.read(record, RunRequested.class);
        TraceContext.continued(event.headers().get(TraceContext.HEADER))
                .run(() -> Tenants.run(event.tenant(), () -> take(record, event)));
    }

    private void take(ConsumerRecord<String, byte[]> record, ReceivedEvent<RunRequested> event) {
        String run = event.data().runId();
        if (RecordAuthorization.isClaimedBy(event)) {
            accept(record, event);
            executor.launch(event.tenant(), run);
        } else if (!executor.executes(run)) {
            Optional<Run> known = findRequested(run);
            if (known.isEmpty()) {
                accept(record, event);
            }
            if (known.isEmpty() || !known.get().status().isFinal()) {
                executor.launch(event.tenant(), run);
            }
        }
    }

    private Optional<Run> findRequested(String run) {
        Optional<Run> known = runs.find(run);
        return known.isEmpty() && commits.await() ? runs.find(run) : known;
    }

    private void accept(ConsumerRecord<String, byte[]> record, ReceivedEvent<RunRequested> event) {
        Caller caller = authorization.require(event, record, "runs:create");
        RunRequested request = event.data();
        rules.require(request, record.value());
        Optional<Agent> agent = find(request);
        RequestRun.Command command = new RequestRun.Command(
                request.runId(),
                request.sessionId(),
                request.input(),
                request.metadata(),
                request.trigger().source(),
                request.trigger().user() == null
                        ? caller.subject()
                        : request.trigger().user(),
                Runner.INTERNAL);
        List<Run> refused = new ArrayList<>(1);
        deliveries.once(
                record,
                RunRequested.class,
                caller,
                _ -> put(request, agent, command).ifPresent(refused::add));
        refused.forEach(metrics::ended);
    }

    /** The run when it has ended before it began. */
    private Optional<Run> put(RunRequested request, Optional<Agent> agent, RequestRun.Command command) {
        if (runs.find(request.runId()).isPresent()) {
            deliveries.absorb();
        } else if (agent.isEmpty()) {
            return Optional.of(requestRun.refuse(request.agentId(), 0, command, notFound(request)));
        } else if (!agent.get().isActive()) {
            return Optional.of(requestRun.refuse(
                    request.agentId(),
                    agent.get().version(),
                    command,
                    new RunError(
                            RunError.Code.AGENT_NOT_ACTIVE,
                            "the agent is " + agent.get().status())));
        } else if (sessions.isOfAnother(request.sessionId(), request.agentId())) {
            throw new RefusedException("session-of-another-agent");
        } else if (requestRun.handleEvent(agent.get(), command).isEmpty()) {
            throw new RefusedException("run-id-taken");
        }
        return Optional.empty();
    }

    private Optional<Agent> find(RunRequested request) {
        try {
            return agents.findForStart(request.agentId(), request.agentVersion());
        } catch (ServiceUnavailableException e) {
            throw ProblemException.unavailable("the agent registry does not answer", LOOK_AGAIN);
        }
    }

    private static RunError notFound(RunRequested request) {
        String version = request.agentVersion() == null ? "" : " with a version " + request.agentVersion();
        return new RunError(RunError.Code.AGENT_NOT_FOUND, "there is no agent " + request.agentId() + version);
    }
}
