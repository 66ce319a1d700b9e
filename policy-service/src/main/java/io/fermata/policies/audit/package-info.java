/** Audit events as they arrive from the bus, the chain that holds them together, and what can be asked of it. */
@NullMarked
package io.fermata.policies.audit;

import org.jspecify.annotations.NullMarked;
