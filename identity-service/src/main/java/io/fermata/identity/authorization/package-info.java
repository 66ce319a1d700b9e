/** Spring Authorization Server on this service's own stores, keys and rules. */
@NullMarked
package io.fermata.identity.authorization;

import org.jspecify.annotations.NullMarked;
