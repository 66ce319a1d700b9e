/** Counts requests for all replicas of the edge in one Postgres, and in memory while that is away. */
@NullMarked
package io.fermata.gateway.limits.shared;

import org.jspecify.annotations.NullMarked;
