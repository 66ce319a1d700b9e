/** Configuration of this service; nothing with business meaning. */
@NullMarked
package io.fermata.identity.platform;

import org.jspecify.annotations.NullMarked;
