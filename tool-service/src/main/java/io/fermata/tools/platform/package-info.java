/** Configuration and wiring; nothing here knows what a tool is for. */
@NullMarked
package io.fermata.tools.platform;

import org.jspecify.annotations.NullMarked;
