/** Tools that are somebody's HTTP endpoint. */
@NullMarked
package io.fermata.tools.http;

import org.jspecify.annotations.NullMarked;
