/** Every refusal and failure of the edge as RFC 9457 problem details. */
@NullMarked
package io.fermata.gateway.problem;

import org.jspecify.annotations.NullMarked;
