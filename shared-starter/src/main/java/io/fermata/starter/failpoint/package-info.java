/** Places in the code where a test may have the process die. Compiled in, and off unless a property turns them on. */
@NullMarked
package io.fermata.starter.failpoint;

import org.jspecify.annotations.NullMarked;
