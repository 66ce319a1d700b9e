/** What was used, by whom and what it cost: recorded once, never changed, added up on demand. */
@NullMarked
package io.fermata.metering;

import org.jspecify.annotations.NullMarked;
