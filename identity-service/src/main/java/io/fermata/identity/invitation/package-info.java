/** How people get their first password, and the next when they have lost it. */
@NullMarked
package io.fermata.identity.invitation;

import org.jspecify.annotations.NullMarked;
