/** Runs of every shape, started over HTTP and Kafka, and the people who approve and cancel. */
@NullMarked
package io.fermata.e2e.torture.workload;

import org.jspecify.annotations.NullMarked;
