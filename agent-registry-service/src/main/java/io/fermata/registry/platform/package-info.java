/** Properties and wiring without business meaning. */
@NullMarked
package io.fermata.registry.platform;

import org.jspecify.annotations.NullMarked;
