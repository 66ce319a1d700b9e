/** Looks for secrets in all that a stack leaves behind. */
@NullMarked
package io.fermata.e2e.leak;

import org.jspecify.annotations.NullMarked;
