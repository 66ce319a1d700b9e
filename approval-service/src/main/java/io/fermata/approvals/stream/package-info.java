/** Changes of approvals, live, for those who wait. */
@NullMarked
package io.fermata.approvals.stream;

import org.jspecify.annotations.NullMarked;
