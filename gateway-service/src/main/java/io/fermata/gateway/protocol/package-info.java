/** Refuses requests that two HTTP parsers could read in two ways, before anything else sees them. */
@NullMarked
package io.fermata.gateway.protocol;

import org.jspecify.annotations.NullMarked;
