/** The durable shell around the pure machine: leases, the journal, and the effects on virtual threads. */
@NullMarked
package io.fermata.executor.execution;

import org.jspecify.annotations.NullMarked;
