/** Work that a service does again and again by itself, for as long as its context runs. */
@NullMarked
package io.fermata.starter.schedule;

import org.jspecify.annotations.NullMarked;
