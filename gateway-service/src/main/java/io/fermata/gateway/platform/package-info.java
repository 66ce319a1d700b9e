/** Configuration of the edge and its wiring; nothing with business meaning. */
@NullMarked
package io.fermata.gateway.platform;

import org.jspecify.annotations.NullMarked;
