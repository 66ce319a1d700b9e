/** The companies and teams that share the platform without seeing each other. */
@NullMarked
package io.fermata.identity.tenant;

import org.jspecify.annotations.NullMarked;
