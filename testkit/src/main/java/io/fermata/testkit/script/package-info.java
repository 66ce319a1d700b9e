/** Scripts: ordered rules that decide what the model answers. */
@NullMarked
package io.fermata.testkit.script;

import org.jspecify.annotations.NullMarked;
