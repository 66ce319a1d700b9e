/** What no longer counts although its signature is good. */
@NullMarked
package io.fermata.identity.revocation;

import org.jspecify.annotations.NullMarked;
