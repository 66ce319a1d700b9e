/** The two servers of the test kit: a model that follows a script and tools that count their calls. */
@NullMarked
package io.fermata.testkit;

import org.jspecify.annotations.NullMarked;
