/** Holds tool calls until people have decided. */
@NullMarked
package io.fermata.approvals;

import org.jspecify.annotations.NullMarked;
