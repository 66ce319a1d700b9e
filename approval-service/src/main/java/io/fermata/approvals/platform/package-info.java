/** Configuration without business meaning. */
@NullMarked
package io.fermata.approvals.platform;

import org.jspecify.annotations.NullMarked;
