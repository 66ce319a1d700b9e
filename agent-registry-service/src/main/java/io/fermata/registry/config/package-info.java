/** The configuration of an agent as data: its defaults, its limits and the rules it must keep. */
@NullMarked
package io.fermata.registry.config;

import org.jspecify.annotations.NullMarked;
