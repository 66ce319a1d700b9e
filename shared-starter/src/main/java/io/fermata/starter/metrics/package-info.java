/** What the metrics of all services have in common. */
@NullMarked
package io.fermata.starter.metrics;

import org.jspecify.annotations.NullMarked;
