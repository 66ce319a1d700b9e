/** Machines of a tenant that hold keys without being a person. */
@NullMarked
package io.fermata.identity.serviceaccount;

import org.jspecify.annotations.NullMarked;
