/** Optimistic concurrency over HTTP. */
@NullMarked
package io.fermata.starter.etag;

import org.jspecify.annotations.NullMarked;
