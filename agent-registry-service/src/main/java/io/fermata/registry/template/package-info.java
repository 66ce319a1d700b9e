/** Ready-made agents to start from. */
@NullMarked
package io.fermata.registry.template;

import org.jspecify.annotations.NullMarked;
