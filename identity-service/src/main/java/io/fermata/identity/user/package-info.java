/** The people of a tenant and their roles. */
@NullMarked
package io.fermata.identity.user;

import org.jspecify.annotations.NullMarked;
