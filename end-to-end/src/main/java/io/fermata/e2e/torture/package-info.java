/** {@code ./fermata torture}: breaks the real stack while it works, heals it, and then looks for a broken promise. */
@NullMarked
package io.fermata.e2e.torture;

import org.jspecify.annotations.NullMarked;
