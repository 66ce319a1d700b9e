/** The run executor: agents run here, durably, and can be held. */
@NullMarked
package io.fermata.executor;

import org.jspecify.annotations.NullMarked;
