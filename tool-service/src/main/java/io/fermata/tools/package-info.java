/** The tool catalogue, and calling tools so that each effect happens once. */
@NullMarked
package io.fermata.tools;

import org.jspecify.annotations.NullMarked;
