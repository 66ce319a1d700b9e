/** Lists in pages with cursors that only their own tenant and path can use. */
@NullMarked
package io.fermata.starter.paging;

import org.jspecify.annotations.NullMarked;
