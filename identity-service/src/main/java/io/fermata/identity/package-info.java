/** Who may do what: tenants, their users and API keys, and the tokens that prove it. */
@NullMarked
package io.fermata.identity;

import org.jspecify.annotations.NullMarked;
