/** Short-lived signed tokens in exchange for a key, and what others need to verify them. */
@NullMarked
package io.fermata.identity.token;

import org.jspecify.annotations.NullMarked;
