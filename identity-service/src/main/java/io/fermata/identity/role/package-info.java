/** Roles a tenant makes for itself, beside the four everybody has. */
@NullMarked
package io.fermata.identity.role;

import org.jspecify.annotations.NullMarked;
