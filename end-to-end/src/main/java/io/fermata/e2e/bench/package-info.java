/** Measures what durability, tenancy and events cost, against the same work done without them. */
@NullMarked
package io.fermata.e2e.bench;

import org.jspecify.annotations.NullMarked;
