/** What a service says on the bus and hears from it: typed events in, typed events out. */
@NullMarked
package io.fermata.starter.events;

import org.jspecify.annotations.NullMarked;
