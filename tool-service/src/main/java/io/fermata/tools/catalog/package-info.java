/** What tools there are, what they promise, and every version of that. */
@NullMarked
package io.fermata.tools.catalog;

import org.jspecify.annotations.NullMarked;
