package io.fermata.tools.invocation;

import java.time.Duration;

/**
 * How replicas wait for each other.
 *
 * @param replicaLease how long after its last heartbeat a replica counts as alive
 * @param patience how long a request waits for an effect that someone else is performing
 */
public record InvocationSettings(Duration replicaLease, Duration patience) {}
