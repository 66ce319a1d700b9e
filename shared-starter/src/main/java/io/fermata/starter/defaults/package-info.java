/** Configuration every service shares, at the lowest precedence. */
@NullMarked
package io.fermata.starter.defaults;

import org.jspecify.annotations.NullMarked;
