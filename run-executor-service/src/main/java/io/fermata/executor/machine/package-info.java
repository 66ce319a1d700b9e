/** The rules of a run as pure functions: what happened so far in, what to do next out. No clock, no I/O, no Spring. */
@NullMarked
package io.fermata.executor.machine;

import org.jspecify.annotations.NullMarked;
