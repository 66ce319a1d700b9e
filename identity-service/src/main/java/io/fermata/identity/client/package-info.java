/** Applications that sign people in. */
@NullMarked
package io.fermata.identity.client;

import org.jspecify.annotations.NullMarked;
