/** Which service answers which path, what is forwarded to it, and what happens while it is away. */
@NullMarked
package io.fermata.gateway.routing;

import org.jspecify.annotations.NullMarked;
