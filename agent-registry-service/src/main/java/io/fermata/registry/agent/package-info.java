/** Agents: creating, finding, changing and retiring them. */
@NullMarked
package io.fermata.registry.agent;

import org.jspecify.annotations.NullMarked;
