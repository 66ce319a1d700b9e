/** Where news for runs comes in: requests, cancellations and decisions, by HTTP and from the bus. */
@NullMarked
package io.fermata.executor.intake;

import org.jspecify.annotations.NullMarked;
