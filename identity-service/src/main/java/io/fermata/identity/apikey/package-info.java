/** Secrets by which machines act for a tenant: issued, rotated, revoked, recognised. */
@NullMarked
package io.fermata.identity.apikey;

import org.jspecify.annotations.NullMarked;
