/** Configuration of the service; nothing here has a business meaning. */
@NullMarked
package io.fermata.executor.platform;

import org.jspecify.annotations.NullMarked;
