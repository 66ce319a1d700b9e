/** Whether events move: readiness by progress, and the gauges an alert looks at. */
@NullMarked
package io.fermata.starter.health;

import org.jspecify.annotations.NullMarked;
