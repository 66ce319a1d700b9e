/** People decide. */
@NullMarked
package io.fermata.approvals.decision;

import org.jspecify.annotations.NullMarked;
