/** Gives every request an id and a W3C trace context. */
@NullMarked
package io.fermata.gateway.tracing;

import org.jspecify.annotations.NullMarked;
