/** Approvals nobody decided in time. */
@NullMarked
package io.fermata.approvals.expiry;

import org.jspecify.annotations.NullMarked;
