/** What arrives on the bus: calls to hold, and ends of runs that make holding pointless. */
@NullMarked
package io.fermata.approvals.intake;

import org.jspecify.annotations.NullMarked;
