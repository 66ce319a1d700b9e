/** Consumers under fire: what they make of events that come repeatedly, out of order and among poison. */
package io.fermata.starter.fire;
