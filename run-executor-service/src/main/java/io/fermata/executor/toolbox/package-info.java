/** The tools a run may use: their definitions, and asking the tool service to run them. */
@NullMarked
package io.fermata.executor.toolbox;

import org.jspecify.annotations.NullMarked;
