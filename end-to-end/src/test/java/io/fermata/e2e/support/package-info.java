/** Hands and eyes of the end-to-end tests: tenants, runs, topics, all from outside. */
@NullMarked
package io.fermata.e2e.support;

import org.jspecify.annotations.NullMarked;
