/** How long a tenant's audit events stay in the database, and the files they go to after that. */
@NullMarked
package io.fermata.policies.retention;

import org.jspecify.annotations.NullMarked;
