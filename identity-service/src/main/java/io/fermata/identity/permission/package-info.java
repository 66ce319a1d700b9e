/** What can be allowed, and the roles that bundle it. */
@NullMarked
package io.fermata.identity.permission;

import org.jspecify.annotations.NullMarked;
