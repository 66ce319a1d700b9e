/** Takes what belongs to people, and what opens doors, out of text that others will read. */
@NullMarked
package io.fermata.redaction;

import org.jspecify.annotations.NullMarked;
