/** Runs as their users see them: requested, found, cancelled. */
@NullMarked
package io.fermata.executor.run;

import org.jspecify.annotations.NullMarked;
