package io.fermata.executor.execution;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.RunEvents;
import io.fermata.executor.run.StreamRedaction;
import io.fermata.starter.ids.Ids;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** What every run's thread works with. */
@Component
record Shell(
        Briefings briefings,
        RunHistory history,
        Signals signals,
        Leases leases,
        Journal journal,
        Effects effects,
        StepCodec codec,
        RunEvents events,
        RunOutbound outbound,
        RunFeed feed,
        StreamRedaction redaction,
        RunMetrics metrics,
        RunExecutorProperties properties,
        RandomGenerator random,
        Ids ids,
        Clock clock) {}
