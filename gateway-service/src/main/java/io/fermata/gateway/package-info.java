/** The stateless edge of the platform: who is asking, how much they may ask, and where it goes. */
@NullMarked
package io.fermata.gateway;

import org.jspecify.annotations.NullMarked;
