/** The health of every service behind the edge in one answer. */
@NullMarked
package io.fermata.gateway.health;

import org.jspecify.annotations.NullMarked;
