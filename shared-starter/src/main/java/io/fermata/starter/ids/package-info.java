/** Time-ordered ids and the clock everything else is told. */
@NullMarked
package io.fermata.starter.ids;

import org.jspecify.annotations.NullMarked;
