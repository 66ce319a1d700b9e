/** Runs the whole platform on one machine: what {@code ./fermata} does. */
@NullMarked
package io.fermata.localstack;

import org.jspecify.annotations.NullMarked;
