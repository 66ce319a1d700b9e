/** How a rule of the domain reports everything that is wrong at once, each with a JSON pointer. */
@NullMarked
package io.fermata.registry.rules;

import org.jspecify.annotations.NullMarked;
