/** Tools that behave, misbehave and count. */
@NullMarked
package io.fermata.testkit.tools;

import org.jspecify.annotations.NullMarked;
