/** One record per event on the bus; a record's components are the JSON properties of the event's data, in snake_case. */
@NullMarked
package io.fermata.contracts.event;

import org.jspecify.annotations.NullMarked;
