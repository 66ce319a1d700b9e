/** The vocabulary services share: topics, event types and problem types, without Spring and without logic. */
@NullMarked
package io.fermata.contracts;

import org.jspecify.annotations.NullMarked;
