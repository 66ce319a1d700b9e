/** Runs watched live: what is on disk first, then what happens, without a gap and without a repeat. */
@NullMarked
package io.fermata.executor.stream;

import org.jspecify.annotations.NullMarked;
