/** The states an agent goes through and the moves that are legal between them. */
@NullMarked
package io.fermata.registry.lifecycle;

import org.jspecify.annotations.NullMarked;
