/** Outside issuers that vouch for the people of a tenant (OpenID Connect). */
@NullMarked
package io.fermata.identity.federation;

import org.jspecify.annotations.NullMarked;
