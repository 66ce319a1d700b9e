/** Takes in what becomes of tenants: their choices, and their end. */
@NullMarked
package io.fermata.starter.lifecycle;

import org.jspecify.annotations.NullMarked;
