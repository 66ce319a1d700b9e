/** The closed list of keys log lines carry. */
@NullMarked
package io.fermata.starter.logging;

import org.jspecify.annotations.NullMarked;
