/** Plain HTTP and JSON, as any client of the platform speaks it. */
@NullMarked
package io.fermata.e2e.http;

import org.jspecify.annotations.NullMarked;
