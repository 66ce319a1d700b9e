/** The one way out: every URL a tenant can influence is called through here, after its address was checked. */
@NullMarked
package io.fermata.tools.egress;

import org.jspecify.annotations.NullMarked;
