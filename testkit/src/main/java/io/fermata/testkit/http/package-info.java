/** A keep-alive HTTP server of a few classes, cheap enough to stand inside a benchmark. */
@NullMarked
package io.fermata.testkit.http;

import org.jspecify.annotations.NullMarked;
