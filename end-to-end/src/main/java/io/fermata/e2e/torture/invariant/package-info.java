/** The promises, each a pure function from the evidence to the ways in which it was broken. */
@NullMarked
package io.fermata.e2e.torture.invariant;

import org.jspecify.annotations.NullMarked;
