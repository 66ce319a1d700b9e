/** Remembers which events a consumer has handled, inside the transaction that handled them. */
@NullMarked
package io.fermata.starter.inbox;

import org.jspecify.annotations.NullMarked;
