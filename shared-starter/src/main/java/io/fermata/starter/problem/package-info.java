/** Every failure an HTTP caller can see, as RFC 9457 problem details. */
@NullMarked
package io.fermata.starter.problem;

import org.jspecify.annotations.NullMarked;
