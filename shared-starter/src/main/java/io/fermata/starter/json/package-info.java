/** The one way JSON is read and written. */
@NullMarked
package io.fermata.starter.json;

import org.jspecify.annotations.NullMarked;
