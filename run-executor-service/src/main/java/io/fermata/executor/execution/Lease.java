package io.fermata.executor.execution;

/** The right to write to a run's log. A write that names an older epoch changes nothing. */
record Lease(String owner, long epoch) {}
