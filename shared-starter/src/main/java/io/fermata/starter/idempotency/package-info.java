/** Answers a repeated POST with the first answer. */
@NullMarked
package io.fermata.starter.idempotency;

import org.jspecify.annotations.NullMarked;
