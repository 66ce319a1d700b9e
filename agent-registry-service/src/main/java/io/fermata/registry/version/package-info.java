/** The versions of an agent's configuration: reading, comparing and returning to them. */
@NullMarked
package io.fermata.registry.version;

import org.jspecify.annotations.NullMarked;
