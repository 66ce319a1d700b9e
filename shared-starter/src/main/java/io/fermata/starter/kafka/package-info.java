/** How this service talks to the broker, and where records go that it cannot process. */
@NullMarked
package io.fermata.starter.kafka;

import org.jspecify.annotations.NullMarked;
