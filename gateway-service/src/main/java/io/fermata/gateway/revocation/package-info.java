/** What identity-service has taken back although its signature is good. */
@NullMarked
package io.fermata.gateway.revocation;

import org.jspecify.annotations.NullMarked;
