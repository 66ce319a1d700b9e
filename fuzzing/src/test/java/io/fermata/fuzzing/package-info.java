/** How the search is run. */
@NullMarked
package io.fermata.fuzzing;

import org.jspecify.annotations.NullMarked;
