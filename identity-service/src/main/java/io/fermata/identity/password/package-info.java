/** Passwords: how they are kept, tried, and no longer tried. */
@NullMarked
package io.fermata.identity.password;

import org.jspecify.annotations.NullMarked;
