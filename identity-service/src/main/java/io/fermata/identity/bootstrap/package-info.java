/** The very first key of a new installation. */
@NullMarked
package io.fermata.identity.bootstrap;

import org.jspecify.annotations.NullMarked;
