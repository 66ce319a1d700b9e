/** Anthropic's messages as seen on the wire. */
@NullMarked
package io.fermata.testkit.anthropic;

import org.jspecify.annotations.NullMarked;
