/** {@code ./fermata overload}: asks for more than the stack can do, and measures what others notice of it. */
@NullMarked
package io.fermata.e2e.overload;

import org.jspecify.annotations.NullMarked;
