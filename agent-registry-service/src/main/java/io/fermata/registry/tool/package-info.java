/** The tools an agent may use, one at a time. */
@NullMarked
package io.fermata.registry.tool;

import org.jspecify.annotations.NullMarked;
