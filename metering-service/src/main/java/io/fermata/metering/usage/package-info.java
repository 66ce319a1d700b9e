/** Usage events as they arrive from the bus, and what they add up to. */
@NullMarked
package io.fermata.metering.usage;

import org.jspecify.annotations.NullMarked;
