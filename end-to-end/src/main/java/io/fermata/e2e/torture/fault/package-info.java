/** What is done to the stack, when, and how long it took to get over it. */
@NullMarked
package io.fermata.e2e.torture.fault;

import org.jspecify.annotations.NullMarked;
