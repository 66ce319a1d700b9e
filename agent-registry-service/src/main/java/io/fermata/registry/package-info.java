/** The home of agents: what they are, what they may do and every version they have had. */
@NullMarked
package io.fermata.registry;

import org.jspecify.annotations.NullMarked;
