/** Tools that come with the platform and work for every tenant. */
@NullMarked
package io.fermata.tools.builtin;

import org.jspecify.annotations.NullMarked;
