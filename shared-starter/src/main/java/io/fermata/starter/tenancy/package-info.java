/** Who the current work is done for, and the two walls that keep tenants apart. */
@NullMarked
package io.fermata.starter.tenancy;

import org.jspecify.annotations.NullMarked;
