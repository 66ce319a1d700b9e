/** How much a tenant, a key and a single request may ask of the platform. */
@NullMarked
package io.fermata.gateway.limits;

import org.jspecify.annotations.NullMarked;
